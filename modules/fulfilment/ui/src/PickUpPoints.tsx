import { useState } from 'react';
import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Badge, common, Empty, Facts, Frame, Icon, inLanguage, Loaded, Panel, useLanguage, useMay, useTexts } from 'kontor/sdk';
import { EditPoint } from './EditPoint';
import { fetchPoints, type Point } from './points';
import { texts } from './texts';

/** Where shoppers may pick their orders up. */
export function PickUpPoints() {
  const t = useTexts(texts);
  const may = useMay();
  const points = useQuery({ queryKey: ['pick-up-points'], queryFn: fetchPoints });
  const [editing, setEditing] = useState<string>();
  return (
    <Frame
      title={t('points')}
      actions={
        may('orders.write') && (
          <Button type="primary" icon={<Icon name="plus" />} onClick={() => setEditing('')}>
            {t('addPoint')}
          </Button>
        )
      }
    >
      <p className="quiet lead">{t('pointsLead')}</p>
      <Loaded query={points}>
        {({ items }) =>
          items.length === 0 ? (
            <Panel>
              <Empty icon="store" title={t('noPoints')}>
                {t('noPointsLead')}
              </Empty>
            </Panel>
          ) : (
            <div className="grid">
              {items.map((point) => (
                <PointPanel key={point.code} point={point} edit={() => setEditing(point.code)} />
              ))}
            </div>
          )
        }
      </Loaded>
      {editing !== undefined && <EditPoint code={editing} close={() => setEditing(undefined)} />}
    </Frame>
  );
}

function PointPanel({ point, edit }: { point: Point; edit: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const may = useMay();
  const { language } = useLanguage();
  return (
    <Panel
      title={inLanguage(point.name, language)}
      actions={
        <>
          <Badge tone={point.active ? 'success' : 'neutral'}>{t(point.active ? 'offered' : 'notOffered')}</Badge>
          {may('orders.write') && (
            <Button size="small" onClick={edit}>
              {c('edit')}
            </Button>
          )}
        </>
      }
    >
      <Facts
        facts={[
          [t('address'), inLanguage(point.address, language)],
          [t('hours'), inLanguage(point.hours, language)],
          [t('phone'), point.phone],
        ]}
      />
    </Panel>
  );
}
