/** Adds less and more buttons to a number field; with `submits` a change is sent once the hand rests. */
class QuantityStepper extends HTMLElement {
  private timer = 0;

  connectedCallback(): void {
    const input = this.input;
    if (input === null || this.querySelector('button') !== null) return;
    input.before(this.button('−', this.getAttribute('less') ?? '', -1));
    input.after(this.button('+', this.getAttribute('more') ?? '', 1));
    input.addEventListener('change', this.onChange);
    this.bound();
  }

  private get input(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  private button(sign: string, label: string, step: number): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = sign;
    button.setAttribute('aria-label', label);
    button.dataset['step'] = String(step);
    button.addEventListener('click', () => {
      const input = this.input;
      if (input === null) return;
      if (step > 0) input.stepUp();
      else input.stepDown();
      this.onChange();
    });
    return button;
  }

  private readonly onChange = (): void => {
    this.bound();
    if (!this.hasAttribute('submits')) return;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.input?.form?.requestSubmit(), 450);
  };

  private bound(): void {
    const input = this.input;
    if (input === null) return;
    const quantity = input.valueAsNumber;
    this.querySelectorAll('button').forEach((button) => {
      const bound = button.dataset['step'] === '1' ? input.max : input.min;
      button.disabled = bound !== '' && quantity === Number(bound);
    });
  }
}

customElements.define('quantity-stepper', QuantityStepper);
