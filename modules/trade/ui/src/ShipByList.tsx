import { useRef, useState } from 'react';
import { Button, Input } from 'antd';
import { Badge, csvLine, Frame, Icon, Link, Panel, saveCsv, useAction, useLanguage, useTexts, type Tone } from 'kontor/sdk';
import { previewList, shipList, type ListResult } from './orders';
import { outcomes, texts } from './texts';

const tones: Record<string, Tone> = { ready: 'info', shipped: 'success', 'shipped-before': 'neutral', refused: 'danger' };

/** Ships many orders by a list of tracking numbers: choose it, see what would happen, ship. */
export function ShipByList() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [csv, setCsv] = useState('');
  const [results, setResults] = useState<ListResult[]>();
  const file = useRef<HTMLInputElement>(null);
  const preview = useAction(() => previewList(csv), { then: ({ items }) => setResults(items) });
  const ship = useAction(() => shipList(csv), {
    refreshes: [['orders']],
    then: ({ items }) => setResults(items),
  });
  const count = (outcome: string) => results?.filter((one) => one.outcome === outcome).length ?? 0;
  const refused = results?.filter((one) => one.outcome === 'refused') ?? [];
  const named = (outcome: string) => outcomes[outcome]?.[language === 'zh-CN' ? 0 : 1] ?? outcome;
  const read = async (chosen: File | undefined) => {
    if (chosen) setCsv(await chosen.text());
  };
  const download = () =>
    saveCsv(t('shipByList'), [
      csvLine([t('listRow'), t('number'), t('carrier'), t('trackingNumber'), t('problem')]),
      ...refused.map((one) => csvLine([one.row, one.number, one.carrier, one.trackingNumber, one.problem])),
    ]);

  return (
    <Frame
      title={t('shipByList')}
      above={{ to: '/trade/orders', title: t('orders') }}
      actions={
        results && (
          <Button
            onClick={() => {
              setResults(undefined);
              setCsv('');
            }}
          >
            {t('another')}
          </Button>
        )
      }
    >
      {!results && (
        <Panel>
          <div className="fields">
            <p>{t('listLead')}</p>
            <p className="quiet">{t('listColumns')}</p>
            <div className="row">
              <input
                ref={file}
                type="file"
                accept=".csv,.txt,.tsv,text/csv"
                aria-label={t('chooseFile')}
                hidden
                onChange={({ target }) => void read(target.files?.[0])}
              />
              <Button icon={<Icon name="upload" size={16} />} onClick={() => file.current?.click()}>
                {t('chooseFile')}
              </Button>
            </div>
            <label className="field">
              <span>{t('listText')}</span>
              <Input.TextArea
                rows={8}
                maxLength={200_000}
                spellCheck={false}
                className="code"
                value={csv}
                onChange={({ target }) => setCsv(target.value)}
              />
            </label>
            <div className="form-end">
              <Button type="primary" disabled={!csv.trim()} loading={preview.isPending} onClick={() => preview.mutate(undefined)}>
                {t('preview')}
              </Button>
            </div>
          </div>
        </Panel>
      )}
      {results && (
        <Panel
          title={
            count('shipped') > 0
              ? t('listShipped', { count: count('shipped') })
              : refused.length > 0
                ? t('listProblems', { count: refused.length })
                : t('preview')
          }
          actions={
            <>
              {refused.length > 0 && (
                <Button icon={<Icon name="download" size={16} />} onClick={download}>
                  {t('downloadProblems')}
                </Button>
              )}
              {count('ready') > 0 && (
                <Button type="primary" icon={<Icon name="truck" />} loading={ship.isPending} onClick={() => ship.mutate(undefined)}>
                  {t('listShip', { count: count('ready') })}
                </Button>
              )}
            </>
          }
        >
          <ul className="records">
            {results.map((one) => (
              <li key={one.row}>
                <span>
                  <span className="quiet">{one.row}</span>{' '}
                  {one.number ? (
                    <Link to={`/trade/orders/${one.number}`} className="strong number">
                      {one.number}
                    </Link>
                  ) : (
                    '–'
                  )}
                </span>
                <Badge tone={tones[one.outcome] ?? 'neutral'}>{named(one.outcome)}</Badge>
                <span className="records-below quiet">
                  {one.carrier} <span className="code">{one.trackingNumber}</span>
                </span>
                {one.problem && <span className="records-below fault">{one.problem}</span>}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Frame>
  );
}
