import { useState } from 'react';
import { App, Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { explain, Facts, Frame, Icon, Link, Panel, useAction, useFormats, useLanguage, useTexts } from 'kontor/sdk';
import { careTexts } from './careTexts';
import { useCalm } from './ChangePreview';
import {
  addressOf,
  addToCart,
  fetchAddresses,
  findCustomer,
  openCart,
  placeOrder,
  quoteCart,
  setQuantity,
  type Cart,
  type Customer,
  type Placed,
} from './desk';
import { deskTexts } from './deskTexts';
import { Explained } from './Explained';
import { FindGoods } from './FindGoods';
import type { Address } from './orders';
import { Tendered } from './Tendered';
import { texts } from './texts';

interface Filled extends Partial<Address> {
  email?: string;
  contactPhone?: string;
  orderNote?: string;
}

/** Makes an order for a customer, who pays it by a link. */
export function OrderDesk() {
  const t = useTexts(deskTexts);
  const [placed, setPlaced] = useState<Placed>();
  const [round, setRound] = useState(0);
  const again = () => {
    setPlaced(undefined);
    setRound(round + 1);
  };
  return <Frame title={t('newOrder')}>{placed ? <Done placed={placed} again={again} /> : <NewOrder key={round} done={setPlaced} />}</Frame>;
}

function Done({ placed, again }: { placed: Placed; again: () => void }) {
  const t = useTexts(deskTexts);
  const { money } = useFormats();
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(addressOf(placed));
    void message.success(t('copied'));
  };
  return (
    <Panel title={t('placed', { number: placed.number })}>
      <p className="strong number">{money(placed.total)}</p>
      <p className="quiet">{t('placedLead')}</p>
      <Input className="desk-link" readOnly aria-label={t('copy')} value={addressOf(placed)} onFocus={({ target }) => target.select()} />
      <div className="desk-actions">
        <Button type="primary" icon={<Icon name="copy" size={16} />} onClick={() => void copy()}>
          {t('copy')}
        </Button>
        <Link to={`/trade/orders/${placed.number}`}>{t('openOrder')}</Link>
        <Button onClick={again}>{t('another')}</Button>
      </div>
    </Panel>
  );
}

function NewOrder({ done }: { done: (placed: Placed) => void }) {
  const t = useTexts(deskTexts);
  const { money } = useFormats();
  const [form] = Form.useForm<Filled>();
  const [customer, setCustomer] = useState<Customer>();
  const [isGuest, setGuest] = useState(false);
  const [cart, setCart] = useState<Cart>();
  const [method, setMethod] = useState<string>();
  const [filled, setFilled] = useState<Filled>({ country: 'CN' });
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  const [asked, setAsked] = useState(false);
  const renew = () => setKey(crypto.randomUUID());
  const keep = (next: Cart) => {
    setCart(next);
    renew();
  };
  const calm = useCalm({ country: filled.country, region: filled.region, city: filled.city, postcode: filled.postcode });
  const login = isGuest ? null : (customer?.email ?? customer?.phone ?? null);
  const contact = useCalm(isGuest ? { email: filled.email || null, phone: filled.contactPhone || null } : null);
  const quote = useQuery({
    queryKey: ['desk-quote', cart?.id, cart?.lines.map((line) => [line.sku, line.quantity]), calm, method, login, contact],
    queryFn: ({ signal }) =>
      quoteCart({ cartId: cart?.id ?? '', login, contact, address: calm, deliveryMethod: method ?? null, coupons: null }, signal),
    enabled: cart !== undefined && cart.lines.length > 0,
    retry: false,
    placeholderData: keepPreviousData,
  });
  const place = useAction(
    ({ email, contactPhone, orderNote, ...address }: Filled) =>
      placeOrder(
        {
          cartId: cart?.id ?? '',
          login,
          contact: isGuest ? { email: email || null, phone: contactPhone || null } : null,
          address: address as Address,
          deliveryMethod: quote.data?.deliveryMethod ?? '',
          note: orderNote || null,
          expectedTotal: quote.data?.totals.inMoney ?? quote.data?.totals.total ?? null,
          coupons: null,
        },
        idempotencyKey,
      ),
    { refreshes: [['orders']], then: done },
  );
  const isKnown = isGuest || customer !== undefined;
  const ready = cart !== undefined && cart.lines.length > 0 && quote.data?.deliveryMethod != null && !quote.isFetching;
  const confirm = () => {
    setAsked(true);
    if (isKnown) form.submit();
  };
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ country: 'CN' }}
      onValuesChange={(_, values) => {
        setFilled(values);
        renew();
      }}
      onFinish={(values) => place.mutate(values)}
    >
      <div className="split">
        <div>
          <Panel title={t('customer')}>
            <Who
              customer={customer}
              isGuest={isGuest}
              fault={asked && !isKnown}
              choose={(found) => {
                setCustomer(found);
                renew();
                if (found && !form.getFieldValue('name')) form.setFieldsValue({ name: found.name, phone: found.phone ?? undefined });
              }}
              setGuest={(guest) => {
                setGuest(guest);
                renew();
              }}
            />
          </Panel>
          <Panel title={t('goods')}>
            <GoodsList cart={cart} keep={keep} />
          </Panel>
          <Panel title={t('address')}>
            {customer && !isGuest && (
              <SavedAddresses
                customer={customer}
                choose={(address) => {
                  form.setFieldsValue(address);
                  setFilled(form.getFieldsValue());
                  renew();
                }}
              />
            )}
            <AddressFields />
          </Panel>
        </div>
        <div>
          <Panel title={t('delivery')}>
            {quote.data && cart && cart.lines.length > 0 ? (
              <Select
                className="desk-delivery"
                aria-label={t('delivery')}
                value={quote.data.deliveryMethod ?? null}
                onChange={(wanted: string) => setMethod(wanted)}
                options={quote.data.deliveryMethods.map((one) => ({ value: one.method, label: `${one.name} · ${money(one.price)}` }))}
              />
            ) : (
              <p className="quiet">{t('deliveryAfter')}</p>
            )}
          </Panel>
          <Summary quote={quote} isFilled={cart !== undefined && cart.lines.length > 0} />
          <Form.Item className="desk-note" name="orderNote" label={t('note')}>
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
          <Button type="primary" block disabled={!ready} loading={place.isPending} onClick={confirm}>
            {t('place')}
          </Button>
        </div>
      </div>
    </Form>
  );
}

function Summary({ quote, isFilled }: { quote: ReturnType<typeof useQuery<Awaited<ReturnType<typeof quoteCart>>>>; isFilled: boolean }) {
  const t = useTexts(deskTexts);
  const o = useTexts(texts);
  const { language } = useLanguage();
  const { money } = useFormats();
  if (!isFilled) return null;
  return (
    <Panel title={t('summary')}>
      {quote.isError && <p className="fault">{explain(quote.error, language)}</p>}
      {quote.data && (
        <>
          <dl className="sums desk-sums">
            <div>
              <dt>{o('goods')}</dt>
              <dd className="number">{money(quote.data.totals.goods)}</dd>
            </div>
            <div>
              <dt>{o('delivery')}</dt>
              <dd className="number">{money(quote.data.totals.delivery)}</dd>
            </div>
            <div className="sums-total">
              <dt>{o('total')}</dt>
              <dd className="number">{money(quote.data.totals.total)}</dd>
            </div>
            {quote.data.totals.inMoney && <Tendered total={quote.data.totals.total} inMoney={quote.data.totals.inMoney} />}
          </dl>
          <Explained
            name={o('explainTotal')}
            steps={quote.data.explanation}
            taxes={quote.data.taxes}
            sum={quote.data.totals.inMoney ?? quote.data.totals.total}
            notApplied={quote.data.notApplied}
          />
          {quote.data.problems.map((problem) => (
            <p key={problem.lineId + problem.code} className="fault">
              {problem.message}
            </p>
          ))}
        </>
      )}
    </Panel>
  );
}

interface Chooser {
  customer: Customer | undefined;
  isGuest: boolean;
  fault: boolean;
  choose: (customer: Customer | undefined) => void;
  setGuest: (guest: boolean) => void;
}

function Who({ customer, isGuest, fault, choose, setGuest }: Chooser) {
  const t = useTexts(deskTexts);
  const o = useTexts(texts);
  const [login, setLogin] = useState('');
  const find = useAction((wanted: string) => findCustomer(wanted), { then: choose });
  return (
    <>
      <Checkbox checked={isGuest} onChange={({ target }) => setGuest(target.checked)}>
        {t('guest')}
      </Checkbox>
      {isGuest ? (
        <div className="desk-fields">
          <Form.Item name="contactPhone" label={o('phone')} dependencies={['email']}>
            <Input maxLength={20} inputMode="tel" />
          </Form.Item>
          <Form.Item
            name="email"
            label={o('email')}
            dependencies={['contactPhone']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_, email?: string) =>
                  email?.trim() || getFieldValue('contactPhone') ? Promise.resolve() : Promise.reject(new Error(t('contactNeeded'))),
              }),
            ]}
          >
            <Input maxLength={254} inputMode="email" />
          </Form.Item>
        </div>
      ) : (
        <>
          <Input.Search
            className="desk-find"
            aria-label={t('login')}
            placeholder={t('login')}
            maxLength={254}
            enterButton={t('find')}
            loading={find.isPending}
            value={login}
            onChange={({ target }) => setLogin(target.value)}
            onSearch={(words) => words.trim() && find.mutate(words.trim())}
          />
          {fault && <p className="fault">{t('findFirst')}</p>}
          {customer && (
            <Facts
              facts={[
                [t('customer'), customer.name],
                [o('email'), customer.email],
                [o('phone'), customer.phone],
              ]}
            />
          )}
        </>
      )}
    </>
  );
}

function GoodsList({ cart, keep }: { cart: Cart | undefined; keep: (cart: Cart) => void }) {
  const t = useTexts(deskTexts);
  const o = useTexts(texts);
  const { money } = useFormats();
  const add = useAction(async (sku: string) => addToCart((cart ?? (await openCart())).id, sku), { then: keep });
  const set = useAction(({ lineId, quantity }: { lineId: string; quantity: number }) => setQuantity(cart?.id ?? '', lineId, quantity), {
    then: keep,
  });
  return (
    <>
      {(!cart || cart.lines.length === 0) && <p className="quiet">{t('noGoods')}</p>}
      <ul className="packing">
        {cart?.lines.map((line) => (
          <li key={line.id}>
            <span>
              {line.name} <span className="quiet">{line.options}</span>
              <br />
              <span className="quiet number">{money(line.price)}</span>
            </span>
            <InputNumber
              aria-label={`${o('quantity')}: ${line.sku}`}
              min={0}
              max={999}
              precision={0}
              changeOnWheel={false}
              value={line.quantity}
              onChange={(quantity) => quantity !== null && set.mutate({ lineId: line.id, quantity })}
            />
            <span className="number">{money(line.total)}</span>
          </li>
        ))}
      </ul>
      <FindGoods choose={({ sku }) => add.mutate(sku)} />
    </>
  );
}

/** Fills the form with one of the customer's own addresses; what is typed over it afterwards holds for this order only. */
function SavedAddresses({ customer, choose }: { customer: Customer; choose: (address: Address) => void }) {
  const t = useTexts(deskTexts);
  const saved = useQuery({
    queryKey: ['customer-addresses', customer.accountId],
    queryFn: () => fetchAddresses(customer.accountId),
    retry: false,
  });
  if (!saved.data || saved.data.length === 0) return null;
  const line = ({ name, region, city, line1 }: Address) => [name, region, city, line1].filter(Boolean).join(' ');
  return (
    <Form.Item label={t('saved')}>
      <Select
        aria-label={t('saved')}
        placeholder={t('chooseSaved')}
        options={saved.data.map((one) => ({ value: one.id, label: line(one) }))}
        onChange={(wanted: string) => {
          const found = saved.data.find(({ id }) => id === wanted);
          if (!found) return;
          const { id: _, isDefault: __, ...address } = found;
          choose(address);
        }}
      />
    </Form.Item>
  );
}

function AddressFields() {
  const t = useTexts(deskTexts);
  const o = useTexts(texts);
  const c = useTexts(careTexts);
  const needed = [{ required: true, whitespace: true, message: t('needed') }];
  return (
    <div className="desk-fields">
      <Form.Item name="name" label={o('recipient')} rules={needed}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="phone" label={o('phone')} rules={needed}>
        <Input maxLength={20} inputMode="tel" />
      </Form.Item>
      <Form.Item name="country" label={t('country')} rules={needed}>
        <Input maxLength={2} autoCapitalize="characters" />
      </Form.Item>
      <Form.Item name="region" label={t('region')} rules={needed}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="city" label={c('city')} rules={needed}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="district" label={c('district')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="line1" label={o('address')} rules={needed}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="line2" label={c('line2')}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="postcode" label={c('postcode')}>
        <Input maxLength={16} />
      </Form.Item>
    </div>
  );
}
