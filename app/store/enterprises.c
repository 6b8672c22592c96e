/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The credit code is encrypted like everything else, so that an enterprise is found by opening each: a desk
 * has a few, an agency some hundreds. */
#include "store/store.h"

#include "base/error.h"
#include "store/cell.h"

YnEnterprise *
yn_enterprise_copy (const YnEnterprise *enterprise)
{
  YnEnterprise *copy = g_new0 (YnEnterprise, 1);

  copy->id = g_strdup (enterprise->id);
  copy->name = g_strdup (enterprise->name);
  copy->uscc = g_strdup (enterprise->uscc);
  copy->profile = yn_json_ref (enterprise->profile);
  return copy;
}

void
yn_enterprise_free (YnEnterprise *enterprise)
{
  if (enterprise == NULL)
    return;

  g_free (enterprise->id);
  g_free (enterprise->name);
  g_free (enterprise->uscc);
  g_clear_pointer (&enterprise->profile, yn_json_unref);
  g_free (enterprise);
}

static YnEnterprise *
enterprise_new (const char *id, const YnJson *profile)
{
  YnEnterprise *enterprise = g_new0 (YnEnterprise, 1);

  enterprise->id = g_strdup (id);
  enterprise->name = g_strdup (yn_json_get_string (profile, "name"));
  enterprise->uscc = g_strdup (yn_json_get_string (profile, "uscc"));
  enterprise->profile = yn_json_ref (profile);
  return enterprise;
}

GPtrArray *
yn_store_enterprises (YnStore *store, GError **error)
{
  g_autoptr (GPtrArray) enterprises = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_enterprise_free);
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (yn_store_sql (store), &failed, "SELECT id, profile FROM enterprise ORDER BY number", "");

  while (yn_sql_next (rows, &failed))
    {
      YnCellRow row = { store, "enterprise", "", yn_sql_text (rows, 0) };
      g_autoptr (YnJson) profile = NULL;

      if (!yn_cell_json (&row, "profile", rows, 1, &profile, &failed))
        break;
      g_ptr_array_add (enterprises, enterprise_new (row.id, profile));
    }
  if (failed == NULL)
    return g_steal_pointer (&enterprises);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

static const char *
find (GPtrArray *enterprises, const char *uscc)
{
  for (guint i = 0; i < enterprises->len; i++)
    if (g_strcmp0 (((YnEnterprise *) enterprises->pdata[i])->uscc, uscc) == 0)
      return ((YnEnterprise *) enterprises->pdata[i])->id;
  return NULL;
}

YnEnterprise *
yn_store_enterprise (YnStore *store, const YnJson *profile, GError **error)
{
  const char *uscc = yn_json_get_string (profile, "uscc");
  g_autoptr (YnSqlTransaction) transaction = NULL;
  g_autoptr (GPtrArray) enterprises = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GBytes) cell = NULL;
  YnCellRow row = { store, "enterprise", "", NULL };

  if (uscc == NULL || *uscc == '\0')
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NONSENSE, "an enterprise without a credit code");
      return NULL;
    }
  /* Two chairs that sit down at once must not make two rows. */
  transaction = yn_sql_begin (yn_store_sql (store), error);
  enterprises = transaction != NULL ? yn_store_enterprises (store, error) : NULL;
  if (enterprises == NULL)
    return NULL;
  id = g_strdup (find (enterprises, uscc));
  if (id == NULL)
    id = yn_store_new_id ();
  row.id = id;
  cell = yn_cell_of_json (&row, "profile", profile);
  if (!yn_sql_run (yn_store_sql (store), error,
                   "INSERT INTO enterprise (id, profile) VALUES (?1, ?2)"
                   " ON CONFLICT (id) DO UPDATE SET profile=?2",
                   "sb", id, cell)
      || !yn_sql_commit (&transaction, error))
    return NULL;
  return enterprise_new (id, profile);
}
