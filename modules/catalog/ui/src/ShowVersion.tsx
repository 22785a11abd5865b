import { Button, Popconfirm } from 'antd';
import { useQuery } from '@tanstack/react-query';
import {
  Badge,
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
} from 'kontor/sdk';
import { fetchProduct } from './products';
import { ShowDifference } from './ShowDifference';
import { ShowTimeline } from './ShowTimeline';
import { fetchVersion, openPreview, refreshes, restoreVersion, stateTexts, stateTones, texts, type Version } from './versions';

/** A version that was, what it changed, and the way back to it. */
export function ShowVersion() {
  const productId = usePart('id');
  const number = usePart('number');
  const t = useTexts(texts);
  const found = useQuery({
    queryKey: ['products', productId, 'versions', number],
    queryFn: () => fetchVersion(productId, number),
    retry: false,
  });
  if (found.isSuccess) return <Shown productId={productId} version={found.data.value} />;
  return (
    <Frame title={t('version', { number })} above={{ to: `/catalog/products/${productId}`, title: t('product') }}>
      <Panel>
        <Loaded query={found}>{() => null}</Loaded>
      </Panel>
    </Frame>
  );
}

function Shown({ productId, version }: { productId: string; version: Version }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const s = useTexts(stateTexts);
  const may = useMay();
  const { language } = useLanguage();
  const preview = useAction(() => openPreview(productId, version.number, language === 'zh-CN' ? 'zh' : 'en'));
  const restore = useAction(
    async () => {
      const product = await fetchProduct(productId);
      return restoreVersion(productId, version.number, product.version);
    },
    { done: t('restored'), refreshes, then: () => navigate(`/catalog/products/${productId}`) },
  );
  const canRestore = may('catalog.publish') && version.publishedAt && version.state === 'REPLACED';
  return (
    <Frame
      title={t('version', { number: version.number })}
      above={{ to: `/catalog/products/${productId}`, title: inLanguage(version.content.name, language) }}
      aside={<Badge tone={stateTones[version.state]}>{s(version.state)}</Badge>}
      actions={
        <>
          <Button icon={<Icon name="store" size={16} />} onClick={() => preview.mutate(undefined)}>
            {t('preview')}
          </Button>
          {canRestore && (
            <Popconfirm
              title={t('restoreAsk')}
              description={t('restoreLead')}
              okText={t('restore')}
              cancelText={c('cancel')}
              onConfirm={() => restore.mutate(undefined)}
            >
              <Button type="primary" loading={restore.isPending}>
                {t('restore')}
              </Button>
            </Popconfirm>
          )}
        </>
      }
    >
      <div className="split">
        <div>
          <ShowDifference
            changes={version.changes}
            pictures={version.pictures}
            lead={t(version.publishedAt ? 'againstBefore' : 'againstNow')}
            none={t('differenceFirst')}
          />
        </div>
        <div>
          <ShowTimeline entries={version.timeline} />
        </div>
      </div>
    </Frame>
  );
}
