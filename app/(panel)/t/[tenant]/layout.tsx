import { layout } from '#app/_lib/layout.tsx';
import { PanelShell } from '#app/(panel)/_lib/panel-shell.tsx';
import { getTenantBySlug } from '#server/tenants/get-tenant-by-slug.ts';

export default layout(async (ctx, { params: { tenant: slug = '' }, children }) => {
  const tenant = await getTenantBySlug(ctx, slug);
  return (
    <PanelShell ctx={ctx} tenant={tenant}>
      {children}
    </PanelShell>
  );
});
