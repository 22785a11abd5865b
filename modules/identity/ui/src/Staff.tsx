import { useState } from 'react';
import { Button, Popconfirm } from 'antd';
import { Badge, common, DataTable, Empty, Frame, Icon, useAction, useFormats, useMay, usePages, useTexts, type Column } from 'kontor/sdk';
import { EditStaff } from './EditStaff';
import { OneTimePassword } from './OneTimePassword';
import { changeStaff, fetchStaff, type StaffMember } from './staff';
import { texts } from './texts';

/** Who may work in the back office. */
export function Staff() {
  const t = useTexts(texts);
  const c = useTexts(common);
  const may = useMay();
  const { ago } = useFormats();
  const pages = usePages(['staff'], fetchStaff);
  const [editing, setEditing] = useState<StaffMember | 'new'>();
  const [handed, setHanded] = useState<{ name: string; password: string }>();
  const writes = may('staff.write');

  const columns: Column<StaffMember>[] = [
    {
      key: 'name',
      title: t('name'),
      onPhone: 'lead',
      cell: (member) => (
        <span className="named-words">
          <span className="strong">{member.name}</span>
          <span className="quiet">{member.login}</span>
        </span>
      ),
      csv: (member) => member.name,
    },
    { key: 'login', title: t('login'), extra: true, cell: (member) => member.login, csv: (member) => member.login },
    {
      key: 'roles',
      title: t('roles'),
      cell: (member) => (
        <span className="row">
          {member.roles.map((role) => (
            <Badge key={role.id}>{role.name}</Badge>
          ))}
        </span>
      ),
      csv: (member) => member.roles.map(({ name }) => name).join(', '),
    },
    {
      key: 'state',
      title: t('state'),
      onPhone: 'end',
      cell: (member) => <Badge tone={member.active ? 'success' : 'neutral'}>{t(member.active ? 'active' : 'closed')}</Badge>,
      csv: (member) => t(member.active ? 'active' : 'closed'),
    },
    {
      key: 'lastSignIn',
      title: t('lastSignIn'),
      cell: (member) => (member.lastSignInAt ? ago(member.lastSignInAt) : t('never')),
      csv: (member) => member.lastSignInAt,
    },
    ...(writes
      ? [
          {
            key: 'actions',
            title: t('actions'),
            align: 'right' as const,
            cell: (member: StaffMember) => (
              <span className="row row-end">
                <Button size="small" onClick={() => setEditing(member)}>
                  {c('edit')}
                </Button>
                <NewPassword member={member} hand={setHanded} />
                <OpenOrClose member={member} />
              </span>
            ),
          },
        ]
      : []),
  ];

  return (
    <Frame
      title={t('staff')}
      actions={
        writes && (
          <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setEditing('new')}>
            {t('add')}
          </Button>
        )
      }
    >
      <DataTable
        id="staff"
        columns={columns}
        pages={pages}
        rowKey={(member) => member.id}
        exportAs={{ name: t('staff'), fetchPage: fetchStaff }}
        empty={
          <Empty icon="people" title={t('none')}>
            {t('noneLead')}
          </Empty>
        }
      />
      {editing && (
        <EditStaff
          {...(editing === 'new' ? {} : { member: editing })}
          close={() => setEditing(undefined)}
          invited={(name, password) => {
            setEditing(undefined);
            setHanded({ name, password });
          }}
        />
      )}
      {handed && <OneTimePassword {...handed} close={() => setHanded(undefined)} />}
    </Frame>
  );
}

function NewPassword({ member, hand }: { member: StaffMember; hand: (handed: { name: string; password: string }) => void }) {
  const t = useTexts(texts);
  const reset = useAction(() => changeStaff(member, { resetPassword: true }), {
    refreshes: [['staff']],
    then: ({ oneTimePassword }) => oneTimePassword && hand({ name: member.name, password: oneTimePassword }),
  });
  return (
    <Popconfirm title={t('newPasswordAsk', { name: member.name })} okText={t('newPassword')} onConfirm={() => reset.mutate(undefined)}>
      <Button size="small" loading={reset.isPending}>
        {t('newPassword')}
      </Button>
    </Popconfirm>
  );
}

function OpenOrClose({ member }: { member: StaffMember }) {
  const t = useTexts(texts);
  const change = useAction(() => changeStaff(member, { active: !member.active }), {
    done: t(member.active ? 'closedDone' : 'reopened', { name: member.name }),
    refreshes: [['staff']],
  });
  return (
    <Button size="small" danger={member.active} loading={change.isPending} onClick={() => change.mutate(undefined)}>
      {t(member.active ? 'close' : 'reopen')}
    </Button>
  );
}
