/** What the shop knows of this visitor; everything else on a page is the same for everybody. */
interface Shopper {
  readonly name: string | null;
  readonly cartQuantity: number;
}

export const CART_CHANGED = 'kontor:cart-changed';

/** Puts the cart's count and the shopper's name into the header, which is served the same to all. */
class ShopperState extends HTMLElement {
  connectedCallback(): void {
    window.addEventListener(CART_CHANGED, this.refresh);
    window.addEventListener('pageshow', this.onPageShow);
    void this.refresh();
  }

  disconnectedCallback(): void {
    window.removeEventListener(CART_CHANGED, this.refresh);
    window.removeEventListener('pageshow', this.onPageShow);
  }

  private readonly onPageShow = (event: PageTransitionEvent): void => {
    if (event.persisted) void this.refresh();
  };

  private readonly refresh = async (): Promise<void> => {
    const source = this.getAttribute('src');
    if (source === null) return;
    try {
      const answer = await fetch(source, { headers: { Accept: 'application/json' }, cache: 'no-store' });
      if (answer.ok) this.show((await answer.json()) as Shopper);
    } catch {
      // Without an answer the plain links stay as they are, and they work.
    }
  };

  private show({ name, cartQuantity }: Shopper): void {
    const count = this.querySelector('[data-cart-count]');
    if (count !== null) {
      count.textContent = cartQuantity === 0 ? '' : cartQuantity > 99 ? '99+' : String(cartQuantity);
    }
    const account = this.querySelector<HTMLAnchorElement>('[data-account]');
    const label = account?.querySelector('[data-account-label]');
    if (account && label && name !== null) {
      label.textContent = name;
      account.href = account.dataset['account'] ?? account.href;
    }
  }
}

customElements.define('shopper-state', ShopperState);
