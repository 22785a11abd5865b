/** Closes the menu (a plain `details`) on Escape, on a click elsewhere and when the focus leaves it. */
class MenuDrawer extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener('click', this.onClick);
    this.addEventListener('keydown', this.onKey);
    this.addEventListener('focusout', this.onFocusOut);
  }

  disconnectedCallback(): void {
    document.removeEventListener('click', this.onClick);
  }

  private get details(): HTMLDetailsElement | null {
    return this.querySelector('details');
  }

  private close(): void {
    const details = this.details;
    if (details) details.open = false;
  }

  private readonly onClick = (event: MouseEvent): void => {
    if (event.target instanceof Node && !this.contains(event.target)) this.close();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.details?.open) return;
    this.close();
    this.querySelector('summary')?.focus();
  };

  private readonly onFocusOut = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && !this.contains(event.relatedTarget)) this.close();
  };
}

customElements.define('menu-drawer', MenuDrawer);
