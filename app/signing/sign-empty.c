/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/sign-empty.h"

#include <string.h>

#define MAX_FIELDS 20000
#define MAX_DEPTH 16

typedef struct
{
  YnPdf *pdf;
  const char *role;
  const YnPermission *permission;
  GHashTable *seen;     /* ids: no field has itself below it */
  YnEmptyField *first;
  YnEmptyField *named;
} Search;

void
yn_empty_field_free (YnEmptyField *field)
{
  if (field == NULL)
    return;
  g_free (field->name);
  g_free (field->lock);
  g_free (field);
}

static char *
below (guint id, const char *what)
{
  return g_strdup_printf ("%u/%s", id, what);
}

static gboolean
is_named_for (const char *name, const char *role)
{
  const char *last = strrchr (name, '.');

  return g_str_has_prefix (last != NULL ? last + 1 : name, role);
}

#define REFERENCE \
  "<< /Type /SigRef /TransformMethod /FieldMDP /Data %u 0 R /TransformParams << /Type /TransformParams /V /1.2"

/* {"/Action", "/Fields"} of the field's /Lock as a reference dictionary (ISO 32000-1 §12.8.2.4). An action that nobody
 * knows locks everything. */
static char *
lock_syntax (YnPdf *pdf, guint id)
{
  static const char *const known[] = { "/Include", "/Exclude", NULL };
  g_autofree char *action_path = below (id, "Lock/Action");
  g_autofree char *names_path = below (id, "Lock/Fields");
  g_autofree char *action = yn_pdf_name (pdf, action_path);
  g_autoptr (GString) names = g_string_new (NULL);
  int n = MIN (yn_pdf_count (pdf, names_path), MAX_FIELDS);

  if (action == NULL)
    return NULL;
  if (!g_strv_contains (known, action))
    return g_strdup_printf (REFERENCE " /Action /All >> >>", yn_pdf_object_id (pdf, "Root"));
  for (int i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%d", names_path, i);
      g_autofree char *name = yn_pdf_string (pdf, path);
      g_autofree char *syntax = name != NULL ? yn_pdf_text_syntax (name) : NULL;

      if (syntax != NULL)
        g_string_append_printf (names, " %s", syntax);
    }
  return g_strdup_printf (REFERENCE " /Action %s /Fields [%s ] >> >>", yn_pdf_object_id (pdf, "Root"), action,
                          names->str);
}

static gboolean
is_widget (YnPdf *pdf, guint id)
{
  g_autofree char *path = below (id, "Subtype");
  g_autofree char *subtype = yn_pdf_name (pdf, path);

  return g_strcmp0 (subtype, "/Widget") == 0;
}

static void
consider (Search *search, guint id, guint first_kid)
{
  g_autofree char *type = yn_form_field_type (search->pdf, id);
  g_autofree char *value_path = below (id, "V");
  g_autofree char *value = yn_pdf_unparse (search->pdf, value_path);
  YnEmptyField *field;

  if (g_strcmp0 (type, "/Sig") != 0 || value != NULL)
    return;
  field = g_new0 (YnEmptyField, 1);
  field->id = id;
  field->name = yn_form_field_name (search->pdf, id);
  field->widget = is_widget (search->pdf, id) ? id : first_kid;
  field->lock = lock_syntax (search->pdf, id);
  if (!yn_permission_leaves (search->permission, field->name))
    yn_empty_field_free (field);
  else if (search->named == NULL && is_named_for (field->name, search->role))
    search->named = field;
  else if (search->first == NULL)
    search->first = field;
  else
    yn_empty_field_free (field);
}

/* Fields below @list. Kids without a name of their own only show the field above them; @kid gets the first of these. */
static gboolean
walk (Search *search, const char *list, int depth, guint *kid)
{
  int n = MIN (yn_pdf_count (search->pdf, list), MAX_FIELDS);
  gboolean any = FALSE;

  for (int i = 0; i < n && depth < MAX_DEPTH; i++)
    {
      g_autofree char *item = g_strdup_printf ("%s/%d", list, i);
      guint id = yn_pdf_object_id (search->pdf, item), shown_by = 0;
      g_autofree char *kids = below (id, "Kids");

      if (id == 0 || !g_hash_table_add (search->seen, GUINT_TO_POINTER (id)))
        continue;
      if (depth > 0 && !yn_pdf_object_has_key (search->pdf, id, "T"))
        {
          *kid = *kid != 0 ? *kid : id;
          continue;
        }
      any = TRUE;
      if (!walk (search, kids, depth + 1, &shown_by))
        consider (search, id, shown_by);
    }
  return any;
}

YnEmptyField *
yn_empty_field_find (YnPdf *pdf, const char *role, const YnPermission *permission)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Search search = { pdf, role, permission, seen, NULL, NULL };
  guint kid = 0;

  walk (&search, "Root/AcroForm/Fields", 0, &kid);
  if (search.named == NULL)
    return search.first;
  yn_empty_field_free (search.first);
  return search.named;
}
