import { useState } from 'react';
import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Badge, common, Facts, Frame, inLanguage, Loaded, Panel, useFormats, useLanguage, useMay, useTexts } from 'kontor/sdk';
import { EditDeliveryMethod } from './EditDeliveryMethod';
import { fetchMethods, type DeliveryMethod } from './methods';
import { texts } from './texts';

/** The ways to the shopper and what they cost. */
export function DeliveryMethods() {
  const t = useTexts(texts);
  const methods = useQuery({ queryKey: ['delivery-methods'], queryFn: fetchMethods });
  const [editing, setEditing] = useState<string>();
  return (
    <Frame title={t('methods')}>
      <p className="quiet lead">{t('lead')}</p>
      <Loaded query={methods}>
        {({ items }) => (
          <div className="grid">
            {items.map((method) => (
              <Method key={method.code} method={method} edit={() => setEditing(method.code)} />
            ))}
          </div>
        )}
      </Loaded>
      {editing && <EditDeliveryMethod code={editing} close={() => setEditing(undefined)} />}
    </Frame>
  );
}

function Method({ method, edit }: { method: DeliveryMethod; edit: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const may = useMay();
  const { language } = useLanguage();
  const { money } = useFormats();
  return (
    <Panel
      title={inLanguage(method.name, language)}
      actions={
        <>
          <Badge tone={method.active ? 'success' : 'neutral'}>{t(method.active ? 'offered' : 'notOffered')}</Badge>
          {may('orders.write') && (
            <Button size="small" onClick={edit}>
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
            [
              t('price'),
              <span key="price" className="number">
                {money(method.price)}
              </span>,
            ],
            [
              t('perKilogram'),
              <span key="kilogram" className="number">
                {money(method.perKilogram)}
              </span>,
            ],
            [
              t('freeFrom'),
              method.freeFrom ? (
                <span key="free" className="number">
                  {money(method.freeFrom)}
                </span>
              ) : (
                t('noFreeFrom')
              ),
            ],
            [t('days'), t('daysOf', { min: method.daysMin, max: method.daysMax })],
          ]}
        />
      </div>
    </Panel>
  );
}
