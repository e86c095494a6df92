import { layout } from '#app/_lib/layout.tsx';
import { PanelShell } from '#app/(panel)/_lib/panel-shell.tsx';

export default layout(async (ctx, { children }) => <PanelShell ctx={ctx}>{children}</PanelShell>);
