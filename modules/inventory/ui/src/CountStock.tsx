import { useState } from 'react';
import { App, Button, InputNumber } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Frame, Loaded, Panel, useAction, useFormats, useMay, usePart, useTexts, useUnsaved } from 'kontor/sdk';
import { SheetStatus } from './CountSheets';
import { bookSheet, dropSheet, fetchSheet, saveCounts, type SheetDetail } from './stock';
import { texts } from './texts';

/** One count sheet: what is expected, what somebody found, and the differences. */
export function CountStock() {
  const sheetId = usePart('sheet');
  const t = useTexts(texts);
  const sheet = useQuery({ queryKey: ['count-sheet', sheetId], queryFn: () => fetchSheet(sheetId) });
  if (sheet.isSuccess) return <Sheet detail={sheet.data} />;
  return (
    <Frame title={t('sheet')} above={{ to: '/inventory/counts', title: t('counts') }}>
      <Panel>
        <Loaded query={sheet}>{() => null}</Loaded>
      </Panel>
    </Frame>
  );
}

function Sheet({ detail: { sheet, lines } }: { detail: SheetDetail }) {
  const t = useTexts(texts);
  const may = useMay();
  const { modal } = App.useApp();
  const { time, number } = useFormats();
  const [counted, setCounted] = useState<Record<string, number>>({});
  const dirty = Object.keys(counted).length > 0;
  useUnsaved(dirty);
  const refreshes = [['count-sheet', sheet.sheetId], ['count-sheets'], ['stock'], ['movements']];
  const save = useAction((counts: Record<string, number>) => saveCounts(sheet.sheetId, counts), {
    done: t('saved'),
    refreshes,
    then: () => setCounted({}),
  });
  const book = useAction(() => bookSheet(sheet.sheetId), { done: t('booked'), refreshes });
  const drop = useAction(() => dropSheet(sheet.sheetId), { done: t('dropped'), refreshes });
  const open = sheet.status === 'OPEN' && may('inventory.write');
  const differing = lines.filter((line) => line.counted !== null && line.counted !== undefined && line.counted !== line.expected);
  return (
    <Frame
      title={`${t('sheet')} ${time(sheet.openedAt)}`}
      above={{ to: '/inventory/counts', title: t('counts') }}
      aside={<SheetStatus status={sheet.status} />}
      actions={
        open && (
          <>
            <Button type={dirty ? 'primary' : 'default'} disabled={!dirty} loading={save.isPending} onClick={() => save.mutate(counted)}>
              {t('saveCounts')}
            </Button>
            <Button
              type={dirty ? 'default' : 'primary'}
              disabled={dirty}
              loading={book.isPending}
              onClick={() => void modal.confirm({ title: t('bookAsk', { count: differing.length }), onOk: () => book.mutate(undefined) })}
            >
              {t('book')}
            </Button>
            <Button danger loading={drop.isPending} onClick={() => drop.mutate(undefined)}>
              {t('drop')}
            </Button>
          </>
        )
      }
    >
      <Panel>
        <ul className="records">
          {lines.map((line) => {
            const found = line.counted ?? undefined;
            const difference = found === undefined ? undefined : found - line.expected;
            return (
              <li key={line.sku}>
                <span className="strong number">{line.sku}</span>
                {open ? (
                  <InputNumber
                    aria-label={`${t('counted')} ${line.sku}`}
                    placeholder={t('notCounted')}
                    min={0}
                    max={999_999_999}
                    precision={0}
                    value={counted[line.sku] ?? found ?? null}
                    onChange={(units) => units !== null && setCounted({ ...counted, [line.sku]: units })}
                  />
                ) : (
                  <span className="number">{found === undefined ? t('notCounted') : number(found)}</span>
                )}
                <span className="quiet records-below number">
                  {t('expected')} {number(line.expected)}
                  {difference !== undefined && ` · ${t('difference')} ${difference > 0 ? '+' : ''}${number(difference)}`}
                </span>
              </li>
            );
          })}
        </ul>
      </Panel>
    </Frame>
  );
}
