import { useState } from 'react';
import { Form, Input, Modal, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { common, useAction, useTexts } from 'kontor/sdk';
import { addStaff, changeStaff, fetchRoles, type StaffFields, type StaffMember } from './staff';
import { texts } from './texts';

/** Adds a member of staff, or changes the name and the roles of one. */
export function EditStaff({
  member,
  close,
  invited,
}: {
  member?: StaffMember;
  close: () => void;
  invited: (name: string, password: string) => void;
}) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const [form] = Form.useForm<StaffFields>();
  const [attempt] = useState(() => crypto.randomUUID());
  const roles = useQuery({ queryKey: ['roles'], queryFn: fetchRoles });
  const add = useAction((fields: StaffFields) => addStaff(fields, attempt), {
    refreshes: [['staff'], ['roles']],
    then: (made) => invited(made.name, made.oneTimePassword ?? ''),
  });
  const change = useAction(
    ({ of, fields }: { of: StaffMember; fields: StaffFields }) => changeStaff(of, { name: fields.name, roles: fields.roles }),
    {
      done: t('changed', { name: member?.name ?? '' }),
      refreshes: [['staff'], ['roles']],
      then: close,
    },
  );
  return (
    <Modal
      open
      title={member ? t('edit', { name: member.name }) : t('add')}
      okText={member ? c('save') : t('add')}
      cancelText={c('cancel')}
      confirmLoading={add.isPending || change.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={member ? { name: member.name, login: member.login, roles: member.roles.map(({ id }) => id) } : { roles: [] }}
        onFinish={(fields: StaffFields) => (member ? change.mutate({ of: member, fields }) : add.mutate(fields))}
      >
        <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: t('nameNeeded') }]}>
          <Input autoFocus maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="login" label={t('login')} rules={[{ required: true, whitespace: true, message: t('loginNeeded') }]}>
          <Input maxLength={254} disabled={member !== undefined} autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <Form.Item name="roles" label={t('roles')} rules={[{ required: true, message: t('rolesNeeded') }]}>
          <Select
            mode="multiple"
            loading={roles.isPending}
            options={(roles.data?.items ?? []).map((role) => ({ value: role.id, label: role.name }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
