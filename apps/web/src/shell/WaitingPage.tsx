/** Shown while a page's code is on its way; needs neither words nor libraries. */
export function WaitingPage() {
  return (
    <div className="waiting" role="status">
      <span className="visually-hidden">正在加载 / Loading</span>
      <span className="waiting-bar" />
    </div>
  );
}
