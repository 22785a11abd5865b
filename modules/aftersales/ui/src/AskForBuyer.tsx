import { useState } from 'react';
import { Alert, Button, Input, InputNumber, Select } from 'antd';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Empty, explain, Frame, Icon, Loaded, navigate, Panel, useAction, useFormats, useLanguage, usePart, useTexts } from 'kontor/sdk';
import {
  askForBuyer,
  fetchChoices,
  fetchReplacements,
  kindTexts,
  kinds,
  quoteForBuyer,
  type Choices,
  type WantedForBuyer,
} from './returns';
import { Split } from './Split';
import { reasons, texts } from './texts';

/** What a buyer on the phone asks for: by the buyer's rules, written down by a member of staff. */
export function AskForBuyer() {
  const number = usePart('number');
  const t = useTexts(texts);
  const choices = useQuery({ queryKey: ['return-choices', number], queryFn: () => fetchChoices(number) });
  return (
    <Frame title={t('askForBuyer')} above={{ to: `/trade/orders/${number}`, title: number }}>
      {choices.isSuccess ? (
        choices.data.lines.some((line) => line.kinds.length > 0) ? (
          <Form number={number} choices={choices.data} />
        ) : (
          <Panel>
            <Empty icon="retry" title={t('nothingToAsk')}>
              {t('nothingToAskLead')}
            </Empty>
          </Panel>
        )
      ) : (
        <Panel>
          <Loaded query={choices}>{() => null}</Loaded>
        </Panel>
      )}
    </Frame>
  );
}

function Form({ number, choices }: { number: string; choices: Choices }) {
  const t = useTexts(texts);
  const k = useTexts(kindTexts);
  const { language } = useLanguage();
  const { money } = useFormats();
  const [attempt] = useState(() => crypto.randomUUID());
  const [units, setUnits] = useState<ReadonlyMap<string, number>>(new Map());
  const [instead, setInstead] = useState<ReadonlyMap<string, string>>(new Map());
  const [kind, setKind] = useState<string>();
  const [reason, setReason] = useState<string>();
  const [words, setWords] = useState('');
  const offered = kinds.filter((one) => choices.lines.some((line) => line.kinds.includes(one)));
  const replacements = useQuery({
    queryKey: ['return-replacements', number],
    queryFn: () => fetchReplacements(number),
    enabled: kind === 'exchange',
  });
  const lines = [...units]
    .filter(([, quantity]) => quantity > 0)
    .map(([lineId, quantity]) => ({ lineId, quantity, wantedSku: kind === 'exchange' ? (instead.get(lineId) ?? null) : null }));
  const wanted: WantedForBuyer | undefined = kind && reason && lines.length > 0 ? { kind, reason, words: words.trim(), lines } : undefined;
  const quote = useQuery({
    queryKey: ['return-quote', number, kind, reason, lines],
    queryFn: () => quoteForBuyer(number, wanted as WantedForBuyer),
    enabled: wanted !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const ask = useAction((request: WantedForBuyer) => askForBuyer(number, request, attempt), {
    done: t('askedForBuyer'),
    refreshes: [['returns'], ['return-choices', number]],
    then: (made) => navigate(`/aftersales/returns/${made.number}`),
  });

  return (
    <div className="split">
      <div>
        <Panel title={t('lines')}>
          <ul className="packing">
            {choices.lines.map((line) => (
              <li key={line.lineId}>
                <span>
                  {line.name} <span className="quiet">{line.options}</span>
                </span>
                <InputNumber
                  aria-label={`${t('units')}: ${line.name}`}
                  min={0}
                  max={Math.max(line.returnable, line.unshipped)}
                  precision={0}
                  disabled={line.kinds.length === 0}
                  value={units.get(line.lineId) ?? 0}
                  onChange={(quantity) => setUnits(new Map(units).set(line.lineId, quantity ?? 0))}
                />
                <span className="quiet number">
                  / {kind === 'leave-out' ? line.unshipped : kind ? line.returnable : Math.max(line.returnable, line.unshipped)}
                </span>
              </li>
            ))}
          </ul>
        </Panel>
        <Panel title={t('about')}>
          <div className="fields">
            <label className="field">
              <span>{t('kind')}</span>
              <Select
                aria-label={t('kind')}
                value={kind ?? null}
                placeholder={t('choose')}
                onChange={(one: string) => setKind(one)}
                options={offered.map((one) => ({ value: one as string, label: k(one) }))}
              />
            </label>
            {kind === 'exchange' &&
              choices.lines
                .filter((line) => (units.get(line.lineId) ?? 0) > 0)
                .map((line) => (
                  <label key={line.lineId} className="field">
                    <span>{t('exchangeOf', { name: line.name })}</span>
                    <Select
                      aria-label={t('exchangeOf', { name: line.name })}
                      loading={replacements.isPending}
                      value={instead.get(line.lineId) ?? ''}
                      onChange={(sku: string) => setInstead(new Map(instead).set(line.lineId, sku))}
                      options={[
                        { value: '', label: t('sameAgain', { options: line.options || line.sku }) },
                        ...(replacements.data?.items ?? [])
                          .filter((one) => one.lineId === line.lineId)
                          .map((one) => ({ value: one.sku, label: `${one.options} · ${money(one.price)}` })),
                      ]}
                    />
                  </label>
                ))}
            <label className="field">
              <span>{t('reason')}</span>
              <Select
                aria-label={t('reason')}
                value={reason ?? null}
                placeholder={t('choose')}
                onChange={(one: string) => setReason(one)}
                options={choices.reasons.map((one) => ({ value: one, label: reasons[one]?.[language === 'zh-CN' ? 0 : 1] ?? one }))}
              />
            </label>
            <label className="field">
              <span>{t('buyerSaid')}</span>
              <Input.TextArea rows={3} maxLength={1000} showCount value={words} onChange={({ target }) => setWords(target.value)} />
            </label>
          </div>
        </Panel>
      </div>
      <div>
        <Panel title={t('comesTo')}>
          <div className="fields">
            {!wanted && <p className="quiet">{t('comesToLead')}</p>}
            {wanted && quote.isError && <Alert type="warning" showIcon title={explain(quote.error, language)} />}
            {wanted && quote.isSuccess && (
              <dl className="sums try-out-sums">
                {quote.data.refund && (
                  <>
                    <div>
                      <dt>{t('goods')}</dt>
                      <dd className="number">{money(quote.data.refund.goods)}</dd>
                    </div>
                    <div>
                      <dt>{t('delivery')}</dt>
                      <dd className="number">{money(quote.data.refund.delivery)}</dd>
                    </div>
                    <div className="sums-total">
                      <dt>{t('refundTotal')}</dt>
                      <dd className="number">{money(quote.data.refund.total)}</dd>
                    </div>
                    {quote.data.refund.tendered && <Split total={quote.data.refund.total} tendered={quote.data.refund.tendered} />}
                  </>
                )}
                {quote.data.extra && (
                  <div className="sums-total">
                    <dt>{t('extraDue')}</dt>
                    <dd className="number">{money(quote.data.extra)}</dd>
                  </div>
                )}
                {quote.data.difference && (
                  <>
                    <div className="sums-total">
                      <dt>{t('difference')}</dt>
                      <dd className="number">{money(quote.data.difference.total)}</dd>
                    </div>
                    {quote.data.difference.tendered && (
                      <Split total={quote.data.difference.total} tendered={quote.data.difference.tendered} />
                    )}
                  </>
                )}
                {!quote.data.refund && !quote.data.extra && !quote.data.difference && <p className="quiet">{t('noMoney')}</p>}
              </dl>
            )}
            <p>
              <Button
                type="primary"
                block
                icon={<Icon name="retry" size={16} />}
                disabled={!wanted || quote.isError}
                loading={ask.isPending}
                onClick={() => wanted && ask.mutate(wanted)}
              >
                {t('askForBuyer')}
              </Button>
            </p>
            <p className="quiet">{t('askForBuyerLead')}</p>
          </div>
        </Panel>
      </div>
    </div>
  );
}
