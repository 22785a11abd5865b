import { speak, type Language, type Pair } from './language';

/** RFC 9457, as the server sends it, with whatever members the refusal adds. */
export interface ProblemDetail {
  type: string;
  title: string;
  status: number;
  detail?: string;
  traceId?: string;
  errors?: { field: string; message: string }[];
  [member: string]: unknown;
}

export class Problem extends Error {
  constructor(readonly detail: ProblemDetail) {
    super(detail.detail ?? detail.title);
    this.name = 'Problem';
  }

  /** The stable code: the last part of the problem's type. */
  get code(): string {
    return this.detail.type.split('/').pop() ?? '';
  }

  get status(): number {
    return this.detail.status;
  }
}

/** The server was not reached at all, or answered with something that is not ours. */
export function unreachable(status = 0): Problem {
  return new Problem({ type: 'about:blank/unreachable', title: 'Unreachable', status });
}

const byCode = {
  unreachable: ['连不上服务器，请检查网络后重试。', 'The server cannot be reached. Check the connection and try again.'],
  'out-of-stock': ['库存不足。', 'There is not enough stock.'],
  'not-there-yet': [
    '有商品还没到货，请先发已到货的部分。',
    'Some of it is not there yet. Ship what is there, and the rest once it has come.',
  ],
  'export-too-large': ['太多了，一个文件装不下，请按日期分次导出。', 'Too much for one file. Export it in parts, by date.'],
  'wrong-credentials': ['账号或密码不正确。', 'The account or the password is wrong.'],
  'wrong-current-password': ['当前密码不正确。', 'The current password is wrong.'],
  'weak-password': ['这个密码太短或太常见，请换一个。', 'This password is too short or too common. Choose another one.'],
  'too-many-requests': ['操作太频繁，请稍后再试。', 'Too many requests. Wait a moment and try again.'],
  'precondition-failed': ['别人刚刚改过这条记录，请刷新后再改。', 'Somebody else has just changed this. Reload, then make your change.'],
  'changed-meanwhile': [
    '这份草稿保存之后商品又被改过，请看过差别后再保存一次草稿。',
    'The product was changed since this draft was saved. Look at the difference, then save the draft again to keep it.',
  ],
  'cross-site-request': ['请从后台页面操作。', 'Do this from the back office itself.'],
} satisfies Record<string, Pair>;

const byStatus = {
  '400': ['填写的内容有误。', 'Something in the form is not right.'],
  '401': ['登录已过期，请重新登录。', 'Your session has ended. Sign in again.'],
  '403': ['您没有这个权限。', 'You are not allowed to do this.'],
  '404': ['没有找到，可能已被删除。', 'This was not found. It may have been removed.'],
  '409': ['当前状态下不能这样做。', 'This cannot be done in the present state.'],
  '412': ['别人刚刚改过这条记录，请刷新后再改。', 'Somebody else has just changed this. Reload, then make your change.'],
  '413': ['文件太大。', 'The file is too large.'],
  '422': ['填写的内容不能这样保存。', 'What was given cannot be kept like this.'],
  '428': ['别人刚刚改过这条记录，请刷新后再改。', 'Somebody else has just changed this. Reload, then make your change.'],
  '429': ['操作太频繁，请稍后再试。', 'Too many requests. Wait a moment and try again.'],
  '500': ['服务器出错了，我们已记录下来。', 'The server has failed. The fault has been recorded.'],
  '503': ['服务暂时不可用，请稍后再试。', 'The service is not available just now. Try again in a moment.'],
} satisfies Record<string, Pair>;

function has<Key extends string>(catalogue: Record<Key, Pair>, key: string): key is Key {
  return Object.hasOwn(catalogue, key);
}

/** What to tell a person: our own words where we know the code, the server's own detail otherwise, never a bare number. */
export function explain(error: unknown, language: Language): string {
  if (!(error instanceof Problem)) return speak(byStatus, language)('500');
  if (has(byCode, error.code)) return speak(byCode, language)(error.code);
  const status = String(error.status);
  const known = has(byStatus, status) ? speak(byStatus, language)(status) : speak(byStatus, language)(error.status < 500 ? '400' : '500');
  const said = error.detail.detail;
  const fields = (error.detail.errors ?? []).map(({ field, message }) => `${field}: ${message}`).join('; ');
  const more = [said, fields].filter(Boolean).join(' ');
  return more && error.status < 500 && error.status !== 401 ? (language === 'en' ? more : `${known}（${more}）`) : known;
}
