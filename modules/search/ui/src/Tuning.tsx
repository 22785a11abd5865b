import { useState } from 'react';
import { Button, InputNumber } from 'antd';
import { useQuery } from '@tanstack/react-query';
import {
  Badge,
  common,
  Frame,
  inLanguage,
  Loaded,
  Panel,
  useAction,
  useFormats,
  useLanguage,
  useMay,
  useTexts,
  useUnsaved,
} from 'kontor/sdk';
import { Preview } from './Preview';
import { Redirects } from './Redirects';
import { Synonyms } from './Synonyms';
import { texts } from './texts';
import { fetchTuning, saveTuning, type Boosts, type Tuning as Draft, type TuningSheet } from './tuning';

/** How search understands and orders, changed with the results in view. */
export function Tuning() {
  const t = useTexts(texts);
  const tuning = useQuery({ queryKey: ['tuning'], queryFn: fetchTuning, refetchOnWindowFocus: false });
  return (
    <Loaded query={tuning}>
      {({ value, version }) => <EditTuning key={version} sheet={value} version={version} title={t('title')} />}
    </Loaded>
  );
}

function EditTuning({ sheet, version, title }: { sheet: TuningSheet; version: string; title: string }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const may = useMay();
  const { language } = useLanguage();
  const { time } = useFormats();
  const [draft, setDraft] = useState<Draft>(sheet.tuning);
  const [text, setText] = useState('');
  const dirty = JSON.stringify(draft) !== JSON.stringify(sheet.tuning);
  useUnsaved(dirty);
  const save = useAction(() => saveTuning(draft, version), { done: t('saved'), refreshes: [['tuning'], ['tuning-preview']] });
  const write = may('search.write');
  const change = write ? setDraft : undefined;
  const names = new Map(sheet.products.map((product) => [product.productId, inLanguage(product.name, language)]));
  return (
    <Frame
      title={title}
      aside={dirty && <Badge tone="warning">{t('unsaved')}</Badge>}
      actions={
        write && (
          <>
            {dirty && <Button onClick={() => setDraft(sheet.tuning)}>{t('discard')}</Button>}
            <Button type="primary" disabled={!dirty} loading={save.isPending} onClick={() => save.mutate(undefined)}>
              {c('save')}
            </Button>
          </>
        )
      }
    >
      <p className="quiet lead">{t('lead')}</p>
      <Preview draft={draft} dirty={dirty} change={change} text={text} setText={setText} names={names} />
      <Synonyms draft={draft} change={change} />
      <Redirects draft={draft} change={change} />
      <Pins draft={draft} change={change} tryIt={setText} names={names} />
      <EditBoosts draft={draft} change={change} />
      {sheet.changes.length > 0 && (
        <Panel title={t('changes')}>
          <ol className="timeline">
            {sheet.changes.map((one) => (
              <li key={one.version}>
                <p>
                  {one.name} <span className="quiet">{time(one.at)}</span>
                </p>
              </li>
            ))}
          </ol>
        </Panel>
      )}
    </Frame>
  );
}

/** What changes the draft; without it the screen is only looked at. */
export type Change = ((draft: Draft) => void) | undefined;

function Pins({
  draft,
  change,
  tryIt,
  names,
}: {
  draft: Draft;
  change: Change;
  tryIt: (text: string) => void;
  names: Map<string, string>;
}) {
  const t = useTexts(texts);
  const c = useTexts(common);
  return (
    <Panel title={t('pins')}>
      <p className="quiet lead">{t(draft.pins.length === 0 ? 'pinsNone' : 'pinsLead')}</p>
      <ul className="records">
        {draft.pins.map((pin) => (
          <li key={pin.words.join('|')}>
            <span className="strong">{pin.words.join(' · ')}</span>
            <span className="row">
              <Button size="small" onClick={() => tryIt(pin.words[0] ?? '')}>
                {t('tryIt')}
              </Button>
              {change && (
                <Button size="small" onClick={() => change({ ...draft, pins: draft.pins.filter((one) => one !== pin) })}>
                  {c('delete')}
                </Button>
              )}
            </span>
            <span className="quiet records-below">
              {[
                t('pinnedCount', { count: pin.products.length }),
                t('hiddenCount', { count: pin.hidden.length }),
                ...pin.products.map((id) => names.get(id) ?? ''),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function EditBoosts({ draft, change }: { draft: Draft; change: Change }) {
  const t = useTexts(texts);
  const field = (name: keyof Boosts, max: number) => (
    <label className="field" key={name}>
      <span>{t(name)}</span>
      <InputNumber
        min={name === 'halfLifeDays' ? 1 : 0}
        max={max}
        precision={0}
        disabled={!change}
        value={draft.boosts[name]}
        onChange={(value) => value !== null && change?.({ ...draft, boosts: { ...draft.boosts, [name]: value } })}
      />
    </label>
  );
  return (
    <Panel title={t('boosts')}>
      <p className="quiet lead">{t('boostsLead')}</p>
      <div className="fields-2">
        {field('sales', 100)}
        {field('stock', 100)}
        {field('freshness', 100)}
        {field('halfLifeDays', 1000)}
      </div>
    </Panel>
  );
}
