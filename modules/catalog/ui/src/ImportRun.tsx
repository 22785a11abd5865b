import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Badge, Frame, Loaded, Panel, useAction, usePart, useTexts } from 'kontor/sdk';
import { ImportMapping } from './ImportMapping';
import { ImportOutcome } from './ImportOutcome';
import { cancelImport, fetchImport, importKey, startImport, statusTexts, statusTones, type Import } from './imports';
import { texts } from './importTexts';

/** One import: confirms what its columns mean, follows it while it runs, shows what did not go in. */
export function ImportRun() {
  const importId = usePart('id');
  const t = useTexts(texts);
  const s = useTexts(statusTexts);
  const run = useQuery({
    queryKey: importKey(importId),
    queryFn: () => fetchImport(importId),
    refetchInterval: ({ state }) => (state.data?.status === 'RUNNING' ? 1_000 : false),
  });
  return (
    <Frame
      title={run.data?.fileName ?? t('imports')}
      above={{ to: '/catalog/imports', title: t('imports') }}
      aside={run.data && <Badge tone={statusTones[run.data.status]}>{s(run.data.status)}</Badge>}
      actions={run.data && <Actions run={run.data} />}
    >
      {run.isSuccess ? (
        run.data.status === 'MAPPING' ? (
          <ImportMapping run={run.data} />
        ) : (
          <ImportOutcome run={run.data} />
        )
      ) : (
        <Panel>
          <Loaded query={run}>{() => null}</Loaded>
        </Panel>
      )}
    </Frame>
  );
}

function Actions({ run }: { run: Import }) {
  const t = useTexts(texts);
  const refreshes = [['imports']];
  const start = useAction(() => startImport(run.importId), { refreshes });
  const stop = useAction(() => cancelImport(run.importId), { refreshes });
  if (run.status === 'RUNNING') {
    return (
      <Button danger loading={stop.isPending} onClick={() => stop.mutate(undefined)}>
        {t('stop')}
      </Button>
    );
  }
  if (run.status === 'DONE') return null;
  return (
    <Button type="primary" disabled={Boolean(run.obstacle)} loading={start.isPending} onClick={() => start.mutate(undefined)}>
      {t(run.status === 'MAPPING' ? 'start' : 'again')}
    </Button>
  );
}
