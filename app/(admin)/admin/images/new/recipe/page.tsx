import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { Recipes } from '#components/images/add/recipes.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { listRecipes } from '#server/images/list-recipes.ts';
import { paths } from '#server/paths.ts';
import { buildRecipeAction } from '../../actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('images.add'))('title') };
}

export default page(async (ctx) => {
  const [recipes, t] = await Promise.all([listRecipes(ctx), getTranslations('errors')]);
  return (
    <>
      <LiveRefresh href={paths.events()} topics={['image', 'job']} />
      <Recipes
        recipes={recipes.items}
        refusal={recipes.whyNot === null ? undefined : t(recipes.whyNot as 'internal', { id: '' })}
        build={buildRecipeAction}
      />
    </>
  );
});
