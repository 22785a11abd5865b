import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import {
  Badge,
  common,
  Facts,
  Frame,
  Icon,
  inLanguage,
  Loaded,
  navigate,
  Panel,
  useFormats,
  useLanguage,
  useMay,
  useTexts,
} from 'kontor/sdk';
import { fetchMethods, measure, type DeliveryMethod, type Zone } from './methods';
import { texts } from './texts';

/** The ways to the shopper and what they cost. */
export function DeliveryMethods() {
  const t = useTexts(texts);
  const may = useMay();
  const methods = useQuery({ queryKey: ['delivery-methods'], queryFn: fetchMethods });
  return (
    <Frame
      title={t('methods')}
      actions={
        may('orders.write') && (
          <Button type="primary" icon={<Icon name="plus" />} onClick={() => navigate('/fulfilment/methods/new')}>
            {t('add')}
          </Button>
        )
      }
    >
      <p className="quiet lead">{t('lead')}</p>
      <Loaded query={methods}>
        {({ items }) => (
          <div className="grid">
            {items.map((method) => (
              <Method key={method.code} method={method} />
            ))}
          </div>
        )}
      </Loaded>
    </Frame>
  );
}

function Method({ method }: { method: DeliveryMethod }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const may = useMay();
  const { language } = useLanguage();
  return (
    <Panel
      title={inLanguage(method.name, language)}
      actions={
        <>
          <Badge tone={method.active ? 'success' : 'neutral'}>{t(method.active ? 'offered' : 'notOffered')}</Badge>
          {may('orders.write') && (
            <Button size="small" onClick={() => navigate(`/fulfilment/methods/${method.code}`)}>
              {c('edit')}
            </Button>
          )}
        </>
      }
    >
      <div className="fields">
        <p>{inLanguage(method.description, language)}</p>
        <Facts
          facts={[
            [t('days'), t('daysOf', { min: method.daysMin, max: method.daysMax })],
            ...method.zones.map((zone) => [inLanguage(zone.name, language), <Prices key="prices" zone={zone} />] as const),
          ]}
        />
      </div>
    </Panel>
  );
}

/** A zone's price list in a few words. */
function Prices({ zone }: { zone: Zone }) {
  const t = useTexts(texts);
  const { money } = useFormats();
  const first = zone.tiers[0];
  const last = zone.tiers.at(-1);
  if (!first || !last) return null;
  const words = [
    zone.tiers.length > 1 ? t('priceRange', { from: money(first.price), to: money(last.price) }) : money(first.price),
    zone.further && t('furtherOf', { price: money(zone.further.price), step: measure(zone.basis, zone.further.step) }),
    zone.freeFrom && t('freeFromOf', { amount: money(zone.freeFrom) }),
    zone.remoteSurcharge && t('remoteOf', { amount: money(zone.remoteSurcharge) }),
  ];
  return <>{words.filter(Boolean).join(' · ')}</>;
}
