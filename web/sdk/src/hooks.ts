import { useEffect } from 'react';
import { App } from 'antd';
import { useInfiniteQuery, useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import type { Page } from './api';
import { useLanguage, useTexts } from './language';
import { explain } from './problem';
import { guardLeaving } from './router';
import { common } from './texts';

/** A list that grows page by page, by cursor. */
export function usePages<Row>(key: QueryKey, fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>) {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<Row>) => last.next ?? undefined,
  });
}

export type Pages<Row> = ReturnType<typeof usePages<Row>>;

/** A write that says how it went and refreshes what it has changed. */
export function useAction<Input, Answer>(
  run: (input: Input) => Promise<Answer>,
  { done, refreshes = [], then }: { done?: string; refreshes?: QueryKey[]; then?: (answer: Answer, input: Input) => void } = {},
) {
  const { message } = App.useApp();
  const { language } = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: async (answer, input) => {
      await Promise.all(refreshes.map((queryKey) => queries.invalidateQueries({ queryKey })));
      if (done) void message.success(done);
      then?.(answer, input);
    },
    onError: (error) => void message.error(explain(error, language), 6),
  });
}

/** Warns before leaving a screen whose changes are not saved, by a link, the back key or by closing the tab. */
export function useUnsaved(dirty: boolean): void {
  const t = useTexts(common);
  const question = t('leaveUnsaved');
  useEffect(() => {
    if (!dirty) return;
    const release = guardLeaving(() => !window.confirm(question));
    const closing = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', closing);
    return () => {
      release();
      window.removeEventListener('beforeunload', closing);
    };
  }, [dirty, question]);
}
