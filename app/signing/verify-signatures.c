/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What may grow: lists of fields and annotations, by signatures that came later. */

#include "papers/pdf-mark.h"
#include "signing/verify-changes.h"

#include <string.h>

static const YnSignatureField *
field_of (YnComparison *comparison, guint id)
{
  for (guint i = 0; i < comparison->fields->len; i++)
    {
      const YnSignatureField *field = g_ptr_array_index (comparison->fields, i);

      if (field->id == id)
        return field;
    }
  return NULL;
}

/* A certified file that allows nothing may still be timestamped (EN 319 142-1 §5.5). */
static gboolean
may_be_signed (YnComparison *comparison, const YnSignatureField *field)
{
  return comparison->permission->level != YN_PERMISSION_NOTHING
         || g_strcmp0 (field->subfilter, "/ETSI.RFC3161") == 0;
}

/* A field that came after the signed part, signed itself by a signature that came with it; or the widget of
 * one that is split in field and widget. NULL: it is neither. */
static const YnSignatureField *
later_signature (YnComparison *comparison, guint id)
{
  const YnSignatureField *field = field_of (comparison, id);
  g_autofree char *path = g_strdup_printf ("%u", id);
  g_autofree char *parent_path = g_strdup_printf ("%u/Parent", id);
  guint parent = yn_pdf_object_id (comparison->after, parent_path);

  if (field == NULL && parent != 0 && !yn_pdf_object_exists (comparison->before, parent))
    field = field_of (comparison, parent);
  if (field == NULL || field->value == 0 || yn_pdf_object_exists (comparison->before, id)
      || yn_pdf_object_exists (comparison->before, field->value) || !yn_pdf_mark_is_plain (comparison->after, path))
    return NULL;
  return field;
}

static gboolean
note_signature (YnComparison *comparison, const YnSignatureField *field, guint id, guint page)
{
  g_autofree char *path = g_strdup_printf ("%u", id);

  if (!may_be_signed (comparison, field))
    yn_comparison_refuse (comparison, "change-signature-forbidden", page, field->name);
  else if (!yn_pdf_mark_is_small (comparison->after, path))
    yn_comparison_refuse (comparison, "change-mark-large", page, field->name);
  else
    yn_comparison_note (comparison, YN_VERDICT_YES,
                        g_strcmp0 (field->subfilter, "/ETSI.RFC3161") == 0 ? "change-timestamp-added"
                                                                           : "change-signature-added",
                        page, field->name);
  return TRUE;
}

/* A signature field that stood there empty, and has been signed since. */
static gboolean
was_signed (YnComparison *comparison, guint id)
{
  static const char *const filled[] = { "/V", "/AP", "/M", NULL };
  g_autofree char *path = g_strdup_printf ("%u", id);
  g_autofree char *value_path = g_strdup_printf ("%u/V", id);
  g_autofree char *before = yn_pdf_unparse (comparison->before, value_path);
  const YnSignatureField *field = field_of (comparison, id);

  if (field == NULL || field->value == 0 || before != NULL || !yn_signature_field_is (comparison->before, id)
      || yn_pdf_object_exists (comparison->before, field->value)
      || !yn_comparison_only_keys (comparison, path, filled)
      || !yn_permission_leaves (comparison->permission, field->name))
    return FALSE;
  return note_signature (comparison, field, id, 0);
}

/* What shows such a field, where that is an object of its own: it may have got a look. */
static gboolean
was_marked (YnComparison *comparison, guint id)
{
  static const char *const marked[] = { "/AP", "/AS", "/M", NULL };
  g_autofree char *path = g_strdup_printf ("%u", id);
  g_autofree char *parent_path = g_strdup_printf ("%u/Parent", id);
  g_autofree char *value_path = g_strdup_printf ("%u/Parent/V", id);
  g_autofree char *before = yn_pdf_unparse (comparison->before, value_path);
  guint parent = yn_pdf_object_id (comparison->before, parent_path);
  const YnSignatureField *field = parent != 0 ? field_of (comparison, parent) : NULL;

  if (field == NULL || before != NULL || !yn_comparison_only_keys (comparison, path, marked))
    return FALSE;
  return note_signature (comparison, field, id, 0);
}

/* Lists of fields and annotations */

static GPtrArray *
list_at (YnPdf *pdf, const char *path)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  int n = yn_pdf_count (pdf, path);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *item = g_strdup_printf ("%s/%d", path, i);
      guint id = yn_pdf_object_id (pdf, item);
      char *text = id != 0 ? g_strdup_printf ("%u", id) : yn_pdf_unparse (pdf, item);

      g_ptr_array_add (list, text != NULL ? text : g_strdup ("null"));
    }
  return list;
}

static gboolean
contains (GPtrArray *list, const char *text)
{
  return g_ptr_array_find_with_equal_func (list, text, g_str_equal, NULL);
}

/* The number that @text is; 0: it is a direct object. */
static guint
number_of (const char *text)
{
  guint64 id;

  return g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT, &id, NULL) ? (guint)id : 0;
}

typedef void (*ItemFound) (YnComparison *comparison, guint id, guint page);

/* Items that came, and items that went. FALSE: those that stayed stand in another order. */
static gboolean
compare_lists (YnComparison *comparison, const char *path, guint page, ItemFound came, ItemFound went)
{
  g_autoptr (GPtrArray) before = list_at (comparison->before, path);
  g_autoptr (GPtrArray) after = list_at (comparison->after, path);
  guint i = 0, j = 0;

  while (i < before->len || j < after->len)
    {
      const char *old = i < before->len ? g_ptr_array_index (before, i) : NULL;
      const char *new = j < after->len ? g_ptr_array_index (after, j) : NULL;

      if (g_strcmp0 (old, new) == 0)
        i++, j++;
      else if (new != NULL && !contains (before, new))
        came (comparison, number_of (new), page), j++;
      else if (old != NULL && !contains (after, old))
        went (comparison, number_of (old), page), i++;
      else
        return FALSE;
    }
  yn_comparison_account (comparison, yn_pdf_object_id (comparison->before, path));
  return TRUE;
}

static void
field_came (YnComparison *comparison, guint id, guint page)
{
  const YnSignatureField *field = id != 0 ? later_signature (comparison, id) : NULL;
  g_autofree char *name = field == NULL && id != 0 ? yn_form_field_name (comparison->after, id) : NULL;

  if (field == NULL)
    yn_comparison_refuse (comparison, "change-field-added", page, name);
  else if (!may_be_signed (comparison, field))
    yn_comparison_refuse (comparison, "change-signature-forbidden", page, field->name);
}

static void
field_went (YnComparison *comparison, guint id, guint page)
{
  g_autofree char *name = id != 0 ? yn_form_field_name (comparison->before, id) : NULL;

  yn_comparison_refuse (comparison, "change-field-removed", page, name);
}

static void
annotation_came (YnComparison *comparison, guint id, guint page)
{
  const YnSignatureField *field = id != 0 ? later_signature (comparison, id) : NULL;
  g_autofree char *path = g_strdup_printf ("%u/Subtype", id);
  g_autofree char *kind = id != 0 ? yn_pdf_name (comparison->after, path) : NULL;

  if (field != NULL)
    note_signature (comparison, field, id, page);
  else if (id == 0 || !yn_verify_noted (comparison, id, page, FALSE))
    yn_comparison_refuse (comparison, "change-annotation-added", page, kind);
}

static void
annotation_went (YnComparison *comparison, guint id, guint page)
{
  g_autofree char *path = g_strdup_printf ("%u/Subtype", id);
  g_autofree char *kind = id != 0 ? yn_pdf_name (comparison->before, path) : NULL;

  if (id == 0 || !yn_verify_noted (comparison, id, page, TRUE))
    yn_comparison_refuse (comparison, "change-annotation-removed", page, kind);
}

gboolean
yn_comparison_fields (YnComparison *comparison, const char *path)
{
  return compare_lists (comparison, path, 0, field_came, field_went);
}

gboolean
yn_comparison_annotations (YnComparison *comparison, const char *path, guint page)
{
  return compare_lists (comparison, path, page, annotation_came, annotation_went);
}

gboolean
yn_verify_signed_since (YnComparison *comparison, guint id)
{
  return was_signed (comparison, id) || was_marked (comparison, id);
}
