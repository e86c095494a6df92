import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { KindComparisonPage } from '#components/comparison/kind-comparison-page.tsx';
import { getComparison } from '#server/comparison/get-comparison.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('kinds'))('compare.title') };
}

export default page(async (ctx, { params: { tenant = '' } }) => (
  <KindComparisonPage tenant={tenant} comparison={await getComparison(ctx, { tenant })} />
));
