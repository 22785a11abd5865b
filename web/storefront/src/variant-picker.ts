import { ImageGallery } from './image-gallery';

/** One variant as the page tells it, every text ready to show. */
interface Variant {
  readonly sku: string;
  /** Option code to value code: {"colour": "red", "size": "m"}. */
  readonly options: Readonly<Record<string, string>>;
  /** The markup-free parts of the price. */
  readonly price: string;
  readonly listPrice: string | null;
  readonly saving: string | null;
  readonly lowest: string | null;
  readonly stock: 'plenty' | 'few' | 'later' | 'gone';
  readonly stockText: string;
  /** How many one order may take; 0 when it is sold out. */
  readonly most: number;
  readonly least: number;
  /** The id of its picture in the gallery. */
  readonly picture: string | null;
}

/**
 * Makes the choice of a variant happen in place. Without it every option value is a plain link to the same page with
 * the variant chosen.
 */
class VariantPicker extends HTMLElement {
  private variants: readonly Variant[] = [];

  connectedCallback(): void {
    const source = this.querySelector('script[type="application/json"]')?.textContent;
    if (!source) return;
    this.variants = JSON.parse(source) as Variant[];
    this.addEventListener('click', this.onClick);
    window.addEventListener('popstate', this.onPopState);
  }

  disconnectedCallback(): void {
    window.removeEventListener('popstate', this.onPopState);
  }

  private readonly onClick = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest('a.option-value') : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    const variant = this.variantOf(link.href);
    if (variant === undefined) return;
    event.preventDefault();
    history.replaceState(null, '', link.href);
    this.show(variant);
  };

  private readonly onPopState = (): void => {
    const variant = this.variantOf(location.href);
    if (variant) this.show(variant);
  };

  private variantOf(address: string): Variant | undefined {
    const sku = new URL(address, location.href).searchParams.get('sku');
    return this.variants.find((variant) => variant.sku === sku);
  }

  private show(variant: Variant): void {
    this.showPrice(variant);
    this.showStock(variant);
    this.showOptions(variant);
    const sku = this.querySelector<HTMLInputElement>('input[name="sku"]');
    if (sku) sku.value = variant.sku;
    const told = document.querySelector('[data-sku]');
    if (told) told.textContent = variant.sku;
    const gallery = this.closest('.product')?.querySelector('image-gallery');
    if (variant.picture !== null && gallery instanceof ImageGallery) gallery.show(variant.picture);
  }

  private showPrice(variant: Variant): void {
    const price = this.querySelector('[data-price]');
    if (price === null) return;
    price.classList.toggle('reduced', variant.listPrice !== null);
    this.write('[data-price-now]', variant.price);
    this.write('[data-price-list]', variant.listPrice);
    this.write('[data-price-saving]', variant.saving);
    this.write('[data-price-lowest]', variant.lowest);
  }

  private showStock(variant: Variant): void {
    const stock = this.querySelector('[data-stock]');
    if (stock) {
      stock.className = `stock ${variant.stock}`;
      stock.textContent = variant.stockText;
    }
    const gone = variant.most === 0;
    const quantity = this.querySelector<HTMLInputElement>('input[name="quantity"]');
    if (quantity) {
      const most = Math.max(variant.least, variant.most);
      quantity.max = String(most);
      quantity.value = String(Math.min(quantity.valueAsNumber || variant.least, most));
    }
    const buy = this.querySelector<HTMLButtonElement>('button[data-buy]');
    if (buy) {
      buy.disabled = gone;
      buy.textContent = (gone ? buy.dataset['gone'] : buy.dataset['buy']) ?? buy.textContent;
    }
  }

  /** Marks the chosen values, and lets every other link lead to the variant that differs in just that option. */
  private showOptions(chosen: Variant): void {
    this.querySelectorAll<HTMLAnchorElement>('a.option-value').forEach((link) => {
      const option = link.dataset['option'] ?? '';
      const value = link.dataset['value'] ?? '';
      const current = chosen.options[option] === value;
      if (current) {
        link.setAttribute('aria-current', 'true');
        const name = this.querySelector(`[data-option-chosen="${CSS.escape(option)}"]`);
        if (name) name.textContent = link.dataset['label'] ?? link.textContent;
      } else {
        link.removeAttribute('aria-current');
      }
      const target = this.nearest({ ...chosen.options, [option]: value }, option);
      if (target === undefined) return;
      const address = new URL(link.href);
      address.searchParams.set('sku', target.sku);
      link.href = address.pathname + address.search;
      link.classList.toggle('gone', target.most === 0);
    });
  }

  private nearest(wanted: Readonly<Record<string, string>>, kept: string): Variant | undefined {
    const alike = (variant: Variant): number =>
      Object.entries(wanted).filter(([option, value]) => variant.options[option] === value).length;
    return this.variants
      .filter((variant) => variant.options[kept] === wanted[kept])
      .sort((one, other) => alike(other) - alike(one) || Math.sign(other.most) - Math.sign(one.most))[0];
  }

  private write(selector: string, text: string | null): void {
    const target = this.querySelector<HTMLElement>(selector);
    if (target === null) return;
    target.hidden = text === null;
    target.textContent = text ?? '';
  }
}

customElements.define('variant-picker', VariantPicker);
