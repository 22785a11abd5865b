import { useState } from 'react';
import { Input, Select } from 'antd';
import { Icon } from '../Icon';
import { useTexts } from '../language';
import { useQueryState } from '../router';
import { common } from '../texts';

/** Words to look for above a list. They stand in the address, so that a list can be sent to somebody or come back to. */
export function FilterText({ label, name = 'q' }: { label: string; name?: string }) {
  const [query, changeQuery] = useQueryState();
  const [typed, setTyped] = useState(query.get(name) ?? '');
  const look = () => changeQuery({ [name]: typed.trim() || undefined });
  return (
    <Input
      className="filter-text"
      allowClear
      prefix={<Icon name="search" size={16} />}
      aria-label={label}
      placeholder={label}
      maxLength={100}
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value);
        if (!target.value) changeQuery({ [name]: undefined });
      }}
      onPressEnter={look}
      onBlur={look}
    />
  );
}

export interface Choice {
  value: string;
  label: string;
}

/** One of several, or any, above a list; stands in the address. */
export function FilterChoice({
  label,
  name,
  any,
  options,
  searchable = false,
}: {
  label: string;
  name: string;
  any: string;
  options: Choice[];
  /** For more options than one wants to scroll through. */
  searchable?: boolean;
}) {
  const [query, changeQuery] = useQueryState();
  return (
    <Select
      className="filter-choice"
      aria-label={label}
      showSearch={searchable && { optionFilterProp: 'label' }}
      value={query.get(name) ?? ''}
      onChange={(value) => changeQuery({ [name]: value || undefined })}
      options={[{ value: '', label: any }, ...options]}
    />
  );
}

/** Days from and to, both of them in; they stand in the address as `from` and `to`. */
export function FilterDays() {
  const t = useTexts(common);
  const [query, changeQuery] = useQueryState();
  return (['from', 'to'] as const).map((name) => (
    <Input
      key={name}
      type="date"
      className="filter-day"
      aria-label={t(name)}
      prefix={<span className="quiet">{t(name)}</span>}
      value={query.get(name) ?? ''}
      onChange={({ target }) => changeQuery({ [name]: target.value || undefined })}
    />
  ));
}
