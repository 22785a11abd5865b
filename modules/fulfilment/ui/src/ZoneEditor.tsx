import { Button, Input, InputNumber, Select } from 'antd';
import { Icon, Panel, useLanguage, useTexts } from 'kontor/sdk';
import { anywhere, countries, decimals, newArea, sum, type Area, type Tier, type Zone } from './methods';
import { texts } from './texts';

/** One part of the world and its price list. */
export function ZoneEditor({
  zone,
  currency,
  readOnly,
  place,
  change,
  raise,
  remove,
}: {
  zone: Zone;
  currency: string;
  readOnly: boolean;
  place: number;
  change: (zone: Zone) => void;
  raise?: () => void;
  remove?: () => void;
}) {
  const t = useTexts(texts);
  const set = (changes: Partial<Zone>) => change({ ...zone, ...changes });
  const amount = (label: string, value: string | undefined, put: (amount: string) => void, hidden = false) => (
    <label className="field">
      {!hidden && <span>{label}</span>}
      <Input
        inputMode="decimal"
        maxLength={12}
        disabled={readOnly}
        {...(hidden ? { 'aria-label': label } : {})}
        value={value ?? ''}
        suffix={currency}
        onChange={({ target }) => put(target.value.trim())}
      />
    </label>
  );
  return (
    <Panel
      title={t('zone', { place })}
      actions={
        !readOnly && (
          <>
            {raise && (
              <Button size="small" onClick={raise}>
                {t('raise')}
              </Button>
            )}
            {remove && (
              <Button
                size="small"
                type="text"
                icon={<Icon name="trash" size={16} />}
                aria-label={t('removeZone', { place })}
                onClick={remove}
              />
            )}
          </>
        )
      }
    >
      <div className="fields">
        <div className="fields-2">
          {(['zh', 'en'] as const).map((language) => (
            <label className="field" key={language}>
              <span>{t(language === 'zh' ? 'nameZh' : 'nameEn')}</span>
              <Input
                maxLength={60}
                disabled={readOnly}
                value={zone.name[language] ?? ''}
                onChange={({ target }) => set({ name: { ...zone.name, [language]: target.value } })}
              />
            </label>
          ))}
        </div>
        <Areas title={t('areas')} areas={zone.areas} least={1} readOnly={readOnly} change={(areas) => set({ areas })} />
        <Tiers zone={zone} currency={currency} readOnly={readOnly} set={set} amount={amount} />
        <div className="fields-2">
          {amount(t('freeFrom'), zone.freeFrom?.amount, (text) => set({ freeFrom: text ? sum(text, currency) : null }))}
          {amount(t('remoteSurcharge'), zone.remoteSurcharge?.amount, (text) =>
            set({ remoteSurcharge: text ? sum(text, currency) : null }),
          )}
        </div>
        <Areas
          title={t('remoteAreas')}
          areas={zone.remoteAreas}
          least={0}
          readOnly={readOnly}
          change={(remoteAreas) => set({ remoteAreas })}
        />
      </div>
    </Panel>
  );
}

function Areas({
  title,
  areas,
  least,
  readOnly,
  change,
}: {
  title: string;
  areas: Area[];
  least: number;
  readOnly: boolean;
  change: (areas: Area[]) => void;
}) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const options = [{ value: anywhere, label: t('everyCountry') }, ...countries(language)];
  const set = (at: number, changes: Partial<Area>) => change(areas.map((area, index) => (index === at ? { ...area, ...changes } : area)));
  return (
    <div className="field">
      <span>{title}</span>
      {areas.map((area, at) => (
        <div className="zone-area" key={at}>
          <Select
            aria-label={t('country')}
            disabled={readOnly}
            showSearch={{ optionFilterProp: 'label' }}
            options={options}
            value={area.country}
            onChange={(country: string) => set(at, { country })}
          />
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            aria-label={t('regions')}
            placeholder={t('allRegions')}
            disabled={readOnly}
            tokenSeparators={[',', '，', '、', '\n', '\t']}
            value={area.regions}
            onChange={(regions: string[]) => set(at, { regions })}
          />
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            aria-label={t('postcodes')}
            placeholder={t('allPostcodes')}
            disabled={readOnly}
            tokenSeparators={[',', '，', '、', ' ', '\n', '\t']}
            value={area.postcodes}
            onChange={(postcodes: string[]) => set(at, { postcodes })}
          />
          {!readOnly && areas.length > least && (
            <Button
              type="text"
              icon={<Icon name="trash" size={16} />}
              aria-label={t('removeArea', { place: at + 1 })}
              onClick={() => change(areas.toSpliced(at, 1))}
            />
          )}
        </div>
      ))}
      {!readOnly && areas.length < 50 && (
        <div>
          <Button
            size="small"
            icon={<Icon name="plus" size={16} />}
            onClick={() => change([...areas, newArea(areas.at(-1)?.country ?? 'CN')])}
          >
            {t('addArea')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Tiers({
  zone,
  currency,
  readOnly,
  set,
  amount,
}: {
  zone: Zone;
  currency: string;
  readOnly: boolean;
  set: (changes: Partial<Zone>) => void;
  amount: (label: string, value: string | undefined, put: (amount: string) => void, hidden?: boolean) => React.ReactNode;
}) {
  const t = useTexts(texts);
  const byAmount = zone.basis === 'AMOUNT';
  const unit = byAmount ? 10 ** decimals(currency) : 1;
  const suffix = { WEIGHT: 'g', VOLUME: 'cm³', AMOUNT: currency }[zone.basis];
  const last = zone.tiers.at(-1);
  const setTier = (at: number, changes: Partial<Tier>) =>
    set({ tiers: zone.tiers.map((tier, index) => (index === at ? { ...tier, ...changes } : tier)) });
  const add = () => {
    const bound = last?.upTo ?? (zone.tiers.at(-2)?.upTo ?? 0) + 1000 * unit;
    const before = last && last.upTo === null ? zone.tiers.with(-1, { ...last, upTo: bound }) : zone.tiers;
    set({ tiers: [...before, { upTo: before.at(-1)!.upTo! * 2, price: sum(last?.price.amount ?? '0.00', currency) }] });
  };
  return (
    <div className="field">
      <span>{t('tiers')}</span>
      <div className="row">
        <Select
          aria-label={t('basis')}
          disabled={readOnly}
          value={zone.basis}
          options={[
            { value: 'WEIGHT', label: t('byWeight') },
            { value: 'VOLUME', label: t('byVolume') },
            { value: 'AMOUNT', label: t('byAmount') },
          ]}
          onChange={(basis: Zone['basis']) => set({ basis, further: null, tiers: [{ upTo: null, price: zone.tiers[0]!.price }] })}
        />
      </div>
      {zone.tiers.map((tier, at) => (
        <div className="zone-tier" key={at}>
          <InputNumber
            className="amount-field"
            aria-label={t('upTo')}
            disabled={readOnly}
            min={0}
            precision={byAmount ? decimals(currency) : 0}
            prefix={t('upTo')}
            suffix={suffix}
            placeholder={at === zone.tiers.length - 1 ? t('noBound') : ''}
            value={tier.upTo === null || tier.upTo === undefined ? null : tier.upTo / unit}
            onChange={(value) => {
              const upTo = value === null ? null : Math.round(value * unit);
              if (upTo === null && at === zone.tiers.length - 1) {
                set({ further: null, tiers: zone.tiers.with(at, { ...tier, upTo }) });
              } else setTier(at, { upTo });
            }}
          />
          {amount(t('tierPrice'), tier.price.amount, (text) => setTier(at, { price: sum(text, currency) }), true)}
          {!readOnly && zone.tiers.length > 1 && (
            <Button
              type="text"
              icon={<Icon name="trash" size={16} />}
              aria-label={t('removeTier', { place: at + 1 })}
              onClick={() => set({ tiers: zone.tiers.toSpliced(at, 1) })}
            />
          )}
        </div>
      ))}
      {!byAmount && zone.further && (
        <div className="zone-tier">
          <InputNumber
            className="amount-field"
            aria-label={t('further')}
            disabled={readOnly}
            min={1}
            precision={0}
            prefix={t('further')}
            suffix={suffix}
            value={zone.further.step}
            onChange={(step) => zone.further && set({ further: { ...zone.further, step: step ?? 1 } })}
          />
          {amount(
            t('furtherPrice'),
            zone.further.price.amount,
            (text) => zone.further && set({ further: { ...zone.further, price: sum(text, currency) } }),
            true,
          )}
          {!readOnly && (
            <Button
              type="text"
              icon={<Icon name="trash" size={16} />}
              aria-label={t('removeFurther')}
              onClick={() => set({ further: null })}
            />
          )}
        </div>
      )}
      <p className="quiet below">{t(zone.further ? 'furtherHint' : last?.upTo ? 'boundHint' : 'openHint')}</p>
      {!readOnly && (
        <div className="row">
          {zone.tiers.length < 20 && (
            <Button size="small" icon={<Icon name="plus" size={16} />} onClick={add}>
              {t('addTier')}
            </Button>
          )}
          {!byAmount && !zone.further && last?.upTo && (
            <Button
              size="small"
              icon={<Icon name="plus" size={16} />}
              onClick={() => set({ further: { step: 1000, price: sum('0.00', currency) } })}
            >
              {t('addFurther')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
