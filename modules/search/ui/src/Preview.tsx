import { Button, Input, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Badge, Icon, inLanguage, Loaded, Panel, useFormats, useLanguage, useTexts, type Pair } from 'kontor/sdk';
import type { Change } from './Tuning';
import { texts } from './texts';
import {
  freed,
  hidden,
  pinned,
  pinOf,
  places,
  previewTuning,
  raised,
  readings,
  withPin,
  type Pin,
  type Results,
  type Shown,
  type Tuning,
} from './tuning';

const PAUSE_MILLIS = 250;

/** Follows a value once it has been still for a moment. */
function useStill<Value>(value: Value): Value {
  const [still, setStill] = useState(value);
  useEffect(() => {
    const pause = setTimeout(() => setStill(value), PAUSE_MILLIS);
    return () => clearTimeout(pause);
  }, [value]);
  return still;
}

/** A search as it is now beside what it will be, and why each product stands where it does. */
export function Preview({
  draft,
  dirty,
  change,
  text,
  setText,
  names,
}: {
  draft: Tuning;
  dirty: boolean;
  change: Change;
  text: string;
  setText: (text: string) => void;
  names: Map<string, string>;
}) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [spoken, setSpoken] = useState(language === 'zh-CN' ? 'zh' : 'en');
  const typed = useStill(text.trim());
  const preview = useQuery({
    queryKey: ['tuning-preview', typed, spoken, draft],
    queryFn: ({ signal }) => previewTuning(typed, spoken, draft, signal),
    enabled: typed !== '',
    placeholderData: (before) => before,
    retry: false,
  });
  const onPin = change && ((how: (pin: Pin) => Pin) => change(withPin(draft, typed, how)));
  const gone = pinOf(draft, typed)?.hidden ?? [];
  const seen = new Map(names);
  preview.data?.before.products.forEach((one) => seen.set(one.why.productId, inLanguage(one.name, language)));
  return (
    <Panel title={t('preview')}>
      <div className="row">
        <Input
          className="filter-text"
          allowClear
          maxLength={200}
          prefix={<Icon name="search" size={16} />}
          aria-label={t('typeHere')}
          placeholder={t('typeHere')}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Select
          aria-label={t('language')}
          value={spoken}
          onChange={setSpoken}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </div>
      {typed === '' ? (
        <p className="quiet">{t('typeFirst')}</p>
      ) : (
        <Loaded query={preview} rows={4}>
          {({ before, after }) => (
            <div className={dirty ? 'fields-2' : undefined}>
              {dirty && <Column title={t('before')} results={before} />}
              <Column title={t(dirty ? 'after' : 'before')} results={after} {...(dirty ? { compared: before } : {})} onPin={onPin} />
            </div>
          )}
        </Loaded>
      )}
      {typed !== '' && gone.length > 0 && (
        <ul className="records" aria-label={t('hiddenHere')}>
          {gone.map((id) => (
            <li key={id}>
              <span>
                <Badge>{t('hiddenHere')}</Badge> {seen.get(id) ?? <span className="code quiet">{id}</span>}
              </span>
              {onPin && (
                <Button size="small" onClick={() => onPin(freed(id))}>
                  {t('showAgain')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

type OnPin = ((how: (pin: Pin) => Pin) => void) | undefined;

function Column({ title, results, compared, onPin }: { title: string; results: Results; compared?: Results; onPin?: OnPin }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const say = (pairs: Record<string, Pair>, key: string) => pairs[key]?.[language === 'zh-CN' ? 0 : 1] ?? key;
  const before = compared?.products.map((one) => one.why.productId);
  return (
    <section aria-label={title}>
      <h3>
        {title} <span className="quiet">{say(readings, results.reading)}</span>
      </h3>
      {results.redirect && <Badge tone="info">{t('leadsTo', { address: results.redirect })}</Badge>}
      {results.products.length === 0 && <p className="quiet">{t('nothing')}</p>}
      <ul className="records">
        {results.products.map((shown, index) => (
          <Row
            key={shown.why.productId}
            shown={shown}
            place={index + 1}
            was={before && before.indexOf(shown.why.productId) + 1}
            onPin={onPin}
          />
        ))}
      </ul>
    </section>
  );
}

function Row({ shown, place, was, onPin }: { shown: Shown; place: number; was: number | undefined; onPin: OnPin }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { number } = useFormats();
  const { why } = shown;
  const reasons = [
    t('words', { words: number(Math.round(why.words * 10) / 10), factor: number(Math.round(why.factor * 100) / 100) }),
    why.foundIn.length > 0 &&
      t('foundIn', {
        places: why.foundIn.map((one) => places[one]?.[language === 'zh-CN' ? 0 : 1] ?? one).join(language === 'zh-CN' ? '、' : ', '),
      }),
    why.unitsSold > 0 && t('sold', { units: why.unitsSold }),
    !why.available && t('soldOut'),
  ].filter(Boolean);
  return (
    <li>
      <span className="strong">
        {place}. {inLanguage(shown.name, language)}
      </span>
      <span className="row">
        {why.pinned && <Badge tone="info">{t('pinnedHere')}</Badge>}
        {was !== undefined && was !== place && <Badge tone="warning">{was === 0 ? t('fresh') : t('was', { place: was })}</Badge>}
      </span>
      <span className="quiet records-below">{reasons.join(' · ')}</span>
      {onPin && (
        <span className="records-below records-actions">
          {why.pinned ? (
            <>
              <Button size="small" disabled={place === 1} onClick={() => onPin(raised(why.productId))}>
                {t('up')}
              </Button>
              <Button size="small" onClick={() => onPin(freed(why.productId))}>
                {t('unpin')}
              </Button>
            </>
          ) : (
            <>
              <Button size="small" onClick={() => onPin(pinned(why.productId))}>
                {t('pin')}
              </Button>
              <Button size="small" onClick={() => onPin(hidden(why.productId))}>
                {t('hide')}
              </Button>
            </>
          )}
        </span>
      )}
    </li>
  );
}
