import type { ReactNode } from 'react';
import { Card } from 'antd';

/** A titled part of the review, with what may be done in it at its right. */
export function ReviewPart({
  title,
  acts,
  children,
}: {
  title: string;
  acts?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Card className="section review-part">
      <div className="review-part-head">
        <h2>{title}</h2>
        {acts}
      </div>
      {children}
    </Card>
  );
}
