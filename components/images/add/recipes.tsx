import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Section } from '#components/ui/section.tsx';
import { StateLabel } from '#components/ui/state-label.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { RecipeView } from '#server/images/add-schema.ts';
import { paths } from '#server/paths.ts';

interface RecipesProps {
  recipes: RecipeView[];
  /** Why nothing can be built here, if so. */
  refusal: string | undefined;
  build: FormAction;
}

/** The recipes of images/, whether what they make is there, and the log of the last build. */
export function Recipes({ recipes, refusal, build }: RecipesProps) {
  const t = useTranslations('images.add.recipe');
  return (
    <div className="max-w-3xl">
      <p className="mb-4 text-ink-2">{t('about')}</p>
      {refusal && (
        <div className="mb-6">
          <Callout tone="warn">{refusal}</Callout>
        </div>
      )}
      {recipes.map((recipe) => (
        <Recipe key={recipe.name} recipe={recipe} refusal={refusal} build={build} />
      ))}
    </div>
  );
}

function Recipe({ recipe, refusal, build }: { recipe: RecipeView } & Omit<RecipesProps, 'recipes'>) {
  const t = useTranslations('images.add.recipe');
  const tState = useTranslations('jobs.states');
  const { name, images, job, isBuilding, log } = recipe;
  return (
    <Section
      framed
      title={<code>images/{name}</code>}
      actions={
        <ActionButton
          size="sm"
          action={build}
          fields={{ recipe: name }}
          label={t('build', { name })}
          pendingLabel={t('asking')}
          disabledReason={refusal ?? (isBuilding ? t('building') : undefined)}
        />
      }
    >
      <ul className="flex flex-col gap-1.5">
        {images.map(({ alias, description, state }) => (
          <li key={alias} className="flex flex-wrap items-baseline gap-x-3">
            <code className="text-sm">{alias}</code>
            <span className="text-ink-2">{description}</span>
            <StateLabel kind={state === 'present' ? 'running' : state === 'older' ? 'working' : 'stopped'}>
              {t(`state.${state}`)}
            </StateLabel>
          </li>
        ))}
      </ul>
      {job && (
        <p className="mt-3 text-sm">
          {t('last')} <TextLink href={paths.adminJob(job.id)}>{tState(job.state as 'done')}</TextLink>
        </p>
      )}
      {log !== '' && (
        <details className="mt-3">
          <summary className="cursor-pointer text-sm text-accent-text">{t('log')}</summary>
          <section
            // A long log is scrolled by keyboard as well.
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it has nothing in it that takes the focus
            tabIndex={0}
            aria-label={t('logOf', { name })}
            className="mt-2 max-h-96 overflow-auto rounded-md border border-line bg-inset p-3"
          >
            <pre className="text-xs">{log}</pre>
          </section>
        </details>
      )}
    </Section>
  );
}
