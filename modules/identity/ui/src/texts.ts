import type { Pair } from 'kontor/sdk';

export const texts = {
  staff: ['员工账号', 'Staff'],
  add: ['添加员工', 'Add a person'],
  edit: ['编辑 {name}', 'Change {name}'],
  name: ['姓名', 'Name'],
  nameNeeded: ['请填写姓名', 'Enter the name'],
  login: ['登录账号', 'Account to sign in with'],
  loginNeeded: ['请填写登录账号', 'Enter an account to sign in with'],
  roles: ['角色', 'Roles'],
  rolesNeeded: ['至少选择一个角色', 'Choose one role at least'],
  lastSignIn: ['最近登录', 'Last signed in'],
  never: ['从未登录', 'Never'],
  state: ['状态', 'State'],
  active: ['在用', 'Active'],
  closed: ['已停用', 'Closed'],
  actions: ['操作', 'Actions'],
  close: ['停用', 'Close'],
  reopen: ['启用', 'Reopen'],
  closedDone: ['{name} 的账号已停用', 'The account of {name} is closed'],
  reopened: ['{name} 的账号已启用', 'The account of {name} is open again'],
  added: ['已添加 {name}', '{name} is added'],
  changed: ['{name} 的信息已保存', '{name} is saved'],
  none: ['只有您一个人', 'Nobody here yet'],
  noneLead: ['添加同事，并为他们选择角色。', 'Add your colleagues and choose their roles.'],
  oneTime: ['一次性密码', 'One-time password'],
  oneTimeLead: [
    '请把它安全地交给 {name}。它只显示这一次，首次登录后必须修改。',
    'Hand it to {name} safely. It is shown this once and must be changed at the first sign-in.',
  ],
  copy: ['复制', 'Copy'],
  copied: ['已复制', 'Copied'],
  done: ['完成', 'Done'],
  newPassword: ['重置密码', 'New password'],
  newPasswordAsk: [
    '为 {name} 生成新的一次性密码？现有密码和会话会立即失效。',
    'Make a new one-time password for {name}? The present password and sessions end at once.',
  ],
  rolesTitle: ['角色与权限', 'Roles'],
  addRole: ['新建角色', 'New role'],
  roleName: ['角色名称', 'Name of the role'],
  roleNameNeeded: ['请填写名称', 'Enter a name'],
  permissions: ['权限', 'Permissions'],
  members: ['{count} 人', '{count} {count:person|people}'],
  everything: ['全部权限', 'Everything'],
  builtIn: ['内置', 'Built in'],
  roleSaved: ['角色“{name}”已保存', 'Role “{name}” is saved'],
  rolesNone: ['还没有角色', 'No roles yet'],
  editRole: ['编辑', 'Change'],
  administrator: ['管理员', 'Administrator'],
  firstSignIn: ['等待首次登录', 'Not signed in yet'],
  audit: ['操作记录', 'Changes'],
  auditLead: ['谁在什么时候改了员工和角色。', 'Who changed staff and roles, and when.'],
  at: ['时间', 'When'],
  who: ['操作人', 'Who'],
  action: ['操作', 'What'],
  subject: ['对象', 'To'],
  changes: ['变化', 'Change'],
  auditNone: ['还没有记录', 'Nothing has been changed yet'],
} satisfies Record<string, Pair>;

/** What a permission is about, by its first word. */
export const areas: Record<string, Pair> = {
  catalog: ['商品', 'Products'],
  inventory: ['库存', 'Stock'],
  search: ['搜索', 'Search'],
  orders: ['订单', 'Orders'],
  payments: ['收款', 'Payments'],
  returns: ['售后', 'After-sales'],
  staff: ['员工与角色', 'Staff and roles'],
  operations: ['运行', 'Operations'],
};

/** What may be done there, by a permission's last word. */
export const rightNames: Record<string, Pair> = {
  read: ['查看', 'See'],
  write: ['管理', 'Manage'],
  receive: ['收退件', 'Unpack'],
  refund: ['退款', 'Refund'],
  prices: ['改价', 'Change prices'],
  publish: ['上架', 'Publish'],
  place: ['代客下单', 'Place for customers'],
};

/** The acts that are noted. */
export const actions: Record<string, Pair> = {
  'staff-invited': ['添加员工', 'Added a person'],
  'staff-changed': ['修改员工', 'Changed a person'],
  'staff-password-reset': ['重置密码', 'Made a new password'],
  'role-created': ['新建角色', 'Made a role'],
  'role-changed': ['修改角色', 'Changed a role'],
};

/** The fields whose changes are noted. */
export const fields: Record<string, Pair> = {
  name: ['名称', 'Name'],
  login: ['登录账号', 'Account'],
  roles: ['角色', 'Roles'],
  active: ['在用', 'Active'],
  permissions: ['权限', 'Permissions'],
  mustChangePassword: ['须改密码', 'Must change the password'],
};
