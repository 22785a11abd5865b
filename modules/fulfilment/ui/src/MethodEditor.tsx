import { useEffect, useState } from 'react';
import { Button, Input, InputNumber, Select, Switch } from 'antd';
import { useQuery } from '@tanstack/react-query';
import {
  common,
  Frame,
  Icon,
  inLanguage,
  Loaded,
  navigate,
  Panel,
  useAction,
  useLanguage,
  useMay,
  usePart,
  useTexts,
  useUnsaved,
} from 'kontor/sdk';
import { fetchMethod, newZone, saveMethod, type DeliveryMethod, type Zone } from './methods';
import { texts } from './texts';
import { TryOut } from './TryOut';
import { ZoneEditor } from './ZoneEditor';

const list = '/fulfilment/methods';

const fresh = (): DeliveryMethod => ({
  code: '',
  kind: 'DELIVERY',
  name: { zh: '', en: '' },
  description: { zh: '', en: '' },
  currency: 'CNY',
  zones: [newZone('CNY')],
  daysMin: 1,
  daysMax: 3,
  position: 50,
  active: false,
});

/** Where a delivery method goes and what it costs there, with goods to try it with beside it. */
export function MethodEditor() {
  const code = usePart('code');
  const t = useTexts(texts);
  const found = useQuery({
    queryKey: ['delivery-methods', code],
    queryFn: () => (code === 'new' ? Promise.resolve({ value: fresh(), version: '' }) : fetchMethod(code)),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  if (found.isSuccess) return <Editor key={found.data.version} kept={found.data.value} version={found.data.version} />;
  return (
    <Frame title={t('methods')} above={{ to: list, title: t('methods') }}>
      <Panel>
        <Loaded query={found}>{() => null}</Loaded>
      </Panel>
    </Frame>
  );
}

function Editor({ kept, version }: { kept: DeliveryMethod; version: string }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const may = useMay();
  const { language } = useLanguage();
  const [method, setMethod] = useState(kept);
  const [saved, setSaved] = useState(false);
  const name = inLanguage(method.name, language);
  const dirty = JSON.stringify(method) !== JSON.stringify(kept);
  const readOnly = !may('orders.write');
  useUnsaved(dirty && !saved);
  const change = (changes: Partial<DeliveryMethod>) => setMethod({ ...method, ...changes });
  const save = useAction(() => saveMethod(method, version || undefined), {
    done: t('saved', { name }),
    refreshes: [['delivery-methods']],
    then: () => setSaved(true),
  });
  // Only once the guard against leaving with unsaved changes has gone.
  useEffect(() => {
    if (saved) navigate(list);
  }, [saved]);
  const setZone = (at: number, zone: Zone) => change({ zones: method.zones.with(at, zone) });
  const moveZone = (at: number) => {
    const zones = [...method.zones];
    zones.splice(at - 1, 0, ...zones.splice(at, 1));
    change({ zones });
  };

  const words = (label: string, field: 'name' | 'description', language: 'zh' | 'en', max: number) => (
    <label className="field">
      <span>{label}</span>
      <Input
        maxLength={max}
        disabled={readOnly}
        value={method[field][language] ?? ''}
        onChange={({ target }) => change({ [field]: { ...method[field], [language]: target.value } })}
      />
    </label>
  );
  const count = (label: string, field: 'daysMin' | 'daysMax' | 'position', max: number) => (
    <label className="field">
      <span>{label}</span>
      <InputNumber
        className="amount-field"
        min={0}
        max={max}
        precision={0}
        disabled={readOnly}
        value={method[field]}
        onChange={(value) => change({ [field]: value ?? 0 })}
      />
    </label>
  );

  return (
    <Frame
      title={version ? name : t('add')}
      above={{ to: list, title: t('methods') }}
      actions={
        !readOnly && (
          <Button type="primary" disabled={!dirty} loading={save.isPending} onClick={() => save.mutate(undefined)}>
            {c('save')}
          </Button>
        )
      }
    >
      <div className="split">
        <div>
          <Panel title={t('basics')}>
            <div className="fields">
              {!version && (
                <label className="field">
                  <span>{t('code')}</span>
                  <Input
                    maxLength={40}
                    spellCheck={false}
                    placeholder="same-day"
                    value={method.code}
                    onChange={({ target }) => change({ code: target.value })}
                  />
                  <span className="quiet below">{t('codeHint')}</span>
                </label>
              )}
              {!version && (
                <label className="field">
                  <span>{t('kind')}</span>
                  <Select
                    aria-label={t('kind')}
                    value={method.kind}
                    options={[
                      { value: 'DELIVERY', label: t('kindDelivery') },
                      { value: 'PICK_UP', label: t('kindPickUp') },
                    ]}
                    onChange={(kind: DeliveryMethod['kind']) =>
                      change({ kind, zones: kind === 'PICK_UP' ? [] : [newZone(method.currency)] })
                    }
                  />
                </label>
              )}
              {method.kind === 'PICK_UP' && <p className="quiet">{t('pickUpHint')}</p>}
              <div className="fields-2">
                {words(t('nameZh'), 'name', 'zh', 60)}
                {words(t('nameEn'), 'name', 'en', 60)}
                {words(t('descriptionZh'), 'description', 'zh', 200)}
                {words(t('descriptionEn'), 'description', 'en', 200)}
                {count(t('daysMin'), 'daysMin', 60)}
                {count(t('daysMax'), 'daysMax', 60)}
                {count(t('position'), 'position', 10_000)}
              </div>
              <div className="row">
                <Switch
                  aria-label={t('offer')}
                  disabled={readOnly || method.code === 'standard'}
                  checked={method.active}
                  onChange={(active) => change({ active })}
                />
                <span>
                  {t('offer')} {method.code === 'standard' && <span className="quiet">{t('always')}</span>}
                </span>
              </div>
            </div>
          </Panel>
          {method.zones.map((zone, at) => (
            <ZoneEditor
              key={at}
              zone={zone}
              currency={method.currency}
              readOnly={readOnly}
              place={at + 1}
              change={(changed) => setZone(at, changed)}
              {...(at > 0 ? { raise: () => moveZone(at) } : {})}
              {...(method.zones.length > 1 ? { remove: () => change({ zones: method.zones.toSpliced(at, 1) }) } : {})}
            />
          ))}
          {!readOnly && method.kind === 'DELIVERY' && method.zones.length < 30 && (
            <p className="above zone-add">
              <Button icon={<Icon name="plus" />} onClick={() => change({ zones: [...method.zones, newZone(method.currency)] })}>
                {t('addZone')}
              </Button>
            </p>
          )}
        </div>
        <div>{method.kind === 'DELIVERY' && <TryOut method={method} />}</div>
      </div>
    </Frame>
  );
}
