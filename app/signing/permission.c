/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/permission.h"

#include <string.h>

#define MAX_NAMES 10000

static GPtrArray *
read_names (YnPdf *pdf, const char *path)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  int n = MIN (yn_pdf_count (pdf, path), MAX_NAMES);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *item = g_strdup_printf ("%s/%d", path, i);
      char *name = yn_pdf_string (pdf, item);

      if (name != NULL)
        g_ptr_array_add (names, name);
    }
  return names;
}

/* {"/Action": /All | /Include | /Exclude, "/Fields": […]}; an action that nobody knows locks everything. */
static void
add_lock (YnPermission *permission, YnPdf *pdf, const char *path)
{
  g_autofree char *action_path = g_strconcat (path, "/Action", NULL);
  g_autofree char *names_path = g_strconcat (path, "/Fields", NULL);
  g_autofree char *action = yn_pdf_name (pdf, action_path);
  g_autoptr (GPtrArray) names = read_names (pdf, names_path);

  if (g_strcmp0 (action, "/Exclude") == 0)
    g_ptr_array_add (permission->spared, g_steal_pointer (&names));
  else if (g_strcmp0 (action, "/Include") == 0)
    g_ptr_array_extend (permission->locked, names, (GCopyFunc)(void *)g_strdup, NULL);
  else
    permission->locks_all = TRUE;
}

static void
restrict_to (YnPermission *permission, YnPermissionLevel level)
{
  if (permission->level == YN_PERMISSION_UNSAID || level < permission->level)
    permission->level = level;
}

/* @path holds /P. Where it is not said it is 2; what is out of range counts as the strictest. */
static void
read_level (YnPermission *permission, YnPdf *pdf, const char *path)
{
  g_autofree char *level_path = g_strconcat (path, "/P", NULL);
  gint64 level = YN_PERMISSION_FILLING;

  yn_pdf_int (pdf, level_path, &level);
  restrict_to (permission, level == YN_PERMISSION_FILLING || level == YN_PERMISSION_NOTES
                               ? (YnPermissionLevel)level
                               : YN_PERMISSION_NOTHING);
}

static void
read_references (YnPermission *permission, YnPdf *pdf, guint id)
{
  g_autofree char *list = g_strdup_printf ("%u/V/Reference", id);
  int n = MIN (yn_pdf_count (pdf, list), MAX_NAMES);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *method_path = g_strdup_printf ("%s/%d/TransformMethod", list, i);
      g_autofree char *parameters = g_strdup_printf ("%s/%d/TransformParams", list, i);
      g_autofree char *method = yn_pdf_name (pdf, method_path);

      if (g_strcmp0 (method, "/DocMDP") == 0)
        read_level (permission, pdf, parameters);
      else if (g_strcmp0 (method, "/FieldMDP") == 0)
        add_lock (permission, pdf, parameters);
    }
}

static void
read_lock (YnPermission *permission, YnPdf *pdf, guint id)
{
  g_autofree char *lock = g_strdup_printf ("%u/Lock", id);
  g_autofree char *level_path = g_strdup_printf ("%u/Lock/P", id);
  g_auto (GStrv) keys = yn_pdf_keys (pdf, lock);
  gint64 level;

  if (keys == NULL)
    return;
  add_lock (permission, pdf, lock);
  if (yn_pdf_int (pdf, level_path, &level))
    read_level (permission, pdf, lock);
}

YnPermission *
yn_permission_of (YnPdf *pdf, GPtrArray *fields, gsize end)
{
  YnPermission *permission = g_new0 (YnPermission, 1);

  permission->locked = g_ptr_array_new_with_free_func (g_free);
  permission->spared = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < fields->len; i++)
    {
      const YnSignatureField *field = g_ptr_array_index (fields, i);

      if (field->end > end)
        continue;
      read_references (permission, pdf, field->id);
      read_lock (permission, pdf, field->id);
    }
  return permission;
}

void
yn_permission_free (YnPermission *permission)
{
  if (permission == NULL)
    return;
  g_ptr_array_unref (permission->locked);
  g_ptr_array_unref (permission->spared);
  g_free (permission);
}

static gboolean
names_field (GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    {
      const char *listed = g_ptr_array_index (names, i);
      gsize length = strlen (listed);

      if (strncmp (name, listed, length) == 0 && (name[length] == '\0' || name[length] == '.'))
        return TRUE;
    }
  return FALSE;
}

gboolean
yn_permission_leaves (const YnPermission *permission, const char *name)
{
  if (permission->locks_all || names_field (permission->locked, name))
    return FALSE;
  for (guint i = 0; i < permission->spared->len; i++)
    if (!names_field (g_ptr_array_index (permission->spared, i), name))
      return FALSE;
  return TRUE;
}
