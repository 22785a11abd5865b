import { useEffect } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Empty, Facts, Frame, Link, Loaded, navigate, Panel, useFormats, useLanguage, usePart, useTexts } from 'kontor/sdk';
import { backlogTexts } from './backlogTexts';
import { causes, fetchDocument, fetchLocations, nameOf, screenOf } from './stock';
import { texts } from './texts';

/** What a movement came from: the order, request or count sheet is opened where it is at home, the rest is shown here. */
export function ShowDocument() {
  const id = usePart('document');
  const t = useTexts(backlogTexts);
  const s = useTexts(texts);
  const { language } = useLanguage();
  const { time, number } = useFormats();
  const document = useQuery({ queryKey: ['document', id], queryFn: () => fetchDocument(id) });
  const home = useQuery({
    queryKey: ['document-home', id],
    queryFn: () => screenOf(document.data),
    enabled: document.isSuccess,
  });
  const locations = useQuery({ queryKey: ['locations'], queryFn: fetchLocations });
  const nameOfPlace = (code: string | null | undefined) => {
    const place = (locations.data?.items ?? []).find((location) => location.code === code);
    return place ? nameOf(place, language) : code;
  };
  useEffect(() => {
    if (home.data) navigate(home.data, { replace: true });
  }, [home.data]);
  return (
    <Frame title={t('document')} above={{ to: '/inventory/stock', title: s('stock') }}>
      <Loaded query={document}>
        {(found) =>
          home.isPending || home.data ? null : found.lines.length === 0 ? (
            <Panel>
              <Empty icon="receipt" title={t('documentNone')}>
                {t('documentNoneLead')}
              </Empty>
            </Panel>
          ) : (
            <>
              <Panel>
                <Facts
                  facts={[
                    [t('documentKind'), causes[found.kind]?.[language === 'zh-CN' ? 0 : 1] ?? found.kind],
                    [t('documentAt'), time(found.at)],
                    [t('documentPlace'), nameOfPlace(found.location)],
                    [t('documentTo'), nameOfPlace(found.to)],
                  ]}
                />
              </Panel>
              <Panel title={t('documentLines')}>
                <ul className="records">
                  {found.lines.map((line) => (
                    <li key={line.sku}>
                      <Link to={`/inventory/stock/${encodeURIComponent(line.sku)}`} className="strong number">
                        {line.sku}
                      </Link>
                      <span className="number">{number(line.quantity)}</span>
                    </li>
                  ))}
                </ul>
              </Panel>
            </>
          )
        }
      </Loaded>
    </Frame>
  );
}
