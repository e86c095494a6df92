import type { ReactNode } from 'react';
import { AddImageFrame } from '#components/images/add/add-image-frame.tsx';

export default function AddImageLayout({ children }: { children: ReactNode }) {
  return <AddImageFrame>{children}</AddImageFrame>;
}
