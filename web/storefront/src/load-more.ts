/** Brings the next page of a list below the one that is seen. The link inside it works by itself. */
class LoadMore extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('click', this.onClick);
  }

  private readonly onClick = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a[data-next]') : null;
    if (!(link instanceof HTMLAnchorElement) || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void this.load(link);
  };

  private async load(link: HTMLAnchorElement): Promise<void> {
    if (link.getAttribute('aria-busy') === 'true') return;
    link.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(link.href);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const more = page.querySelector('load-more');
      const products = [...(more?.querySelectorAll('.product-grid > li') ?? [])];
      const grid = this.querySelector('.product-grid');
      if (!answer.ok || products.length === 0 || grid === null) throw new Error('no products');
      grid.append(...products.map((product) => document.adoptNode(product)));
      grid.children[grid.children.length - products.length]?.querySelector('a')?.focus({ preventScroll: true });
      const next = more?.querySelector<HTMLAnchorElement>('a[data-next]');
      if (next) {
        link.href = next.href;
        link.removeAttribute('aria-busy');
      } else {
        this.querySelector('.more')?.remove();
      }
    } catch {
      location.assign(link.href);
    }
  }
}

customElements.define('load-more', LoadMore);
