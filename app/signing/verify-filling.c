/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a signature may allow in so many words: filling in (DocMDP 2) and annotating (DocMDP 3). A permission
 * is not a blank page: what a field shows must be what it holds, it stays where it was, and a note may not
 * cover the page. */

#include "signing/verify-changes.h"
#include "signing/verify-look.h"

#include <math.h>
#include <string.h>

#define LARGEST_FIELD (595.0 * 842.0 / 4)
#define LARGEST_NOTE (595.0 * 842.0 / 8)
#define MAX_KIDS 1000

static double
area_of (YnPdf *pdf, guint id)
{
  double sides[4];

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *path = g_strdup_printf ("%u/Rect/%d", id, i);
      g_autofree char *number = yn_pdf_unparse (pdf, path);

      sides[i] = number != NULL ? g_ascii_strtod (number, NULL) : 0;
    }
  return fabs (sides[2] - sides[0]) * fabs (sides[3] - sides[1]);
}

/* The value of the field at @id, its own or inherited: a text, or a name without its slash. */
static char *
value_of (YnPdf *pdf, guint id)
{
  GString *path = g_string_new (NULL);
  char *value = NULL;

  g_string_printf (path, "%u", id);
  for (int up = 0; up < 8 && value == NULL; up++)
    {
      g_autofree char *here = g_strconcat (path->str, "/V", NULL);
      g_autofree char *name = yn_pdf_name (pdf, here);

      value = name != NULL ? g_strdup (name + 1) : yn_pdf_string (pdf, here);
      g_string_append (path, "/Parent");
    }
  g_string_free (path, TRUE);
  return value;
}

/* Streams that the look of the field consists of, exchanged in place: theirs if nothing else speaks of them.
 */
static gboolean
account_looks (YnComparison *comparison, guint id)
{
  g_autofree char *looks = g_strdup_printf ("%u/AP", id);
  g_autoptr (GArray) mentioned = yn_pdf_references_at (comparison->before, looks);

  for (guint i = 0; i < mentioned->len; i++)
    {
      guint look = g_array_index (mentioned, guint, i);
      guint page;

      if (yn_pdf_object_same (comparison->before, comparison->after, look))
        continue;
      if (yn_places_mentions (yn_comparison_places (comparison), look) != 1
          || !g_str_equal (yn_places_of (yn_comparison_places (comparison), look, &page),
                           "change-annotation"))
        return FALSE;
      yn_comparison_account (comparison, look);
    }
  return TRUE;
}

/* One widget of a field that holds @value. */
static YnVerdict
judge_widget (YnComparison *comparison, guint id, const char *type, const char *value)
{
  if (!account_looks (comparison, id) || area_of (comparison->after, id) > LARGEST_FIELD)
    return YN_VERDICT_NO;
  if (g_str_equal (type, "/Btn"))
    return YN_VERDICT_YES; /* it shows one of the looks that it had */
  return yn_look_says (comparison->before, comparison->after, id, value != NULL ? value : "");
}

static YnVerdict
judge_widgets (YnComparison *comparison, guint id, const char *type, const char *value)
{
  g_autofree char *kids = g_strdup_printf ("%u/Kids", id);
  int n = yn_pdf_count (comparison->after, kids);
  YnVerdict verdict = YN_VERDICT_YES;

  if (n < 0)
    return judge_widget (comparison, id, type, value);
  for (int i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%d", kids, i);
      guint kid = yn_pdf_object_id (comparison->after, path);
      YnVerdict one = kid != 0 && n <= MAX_KIDS ? judge_widget (comparison, kid, type, value) : YN_VERDICT_NO;

      if (one == YN_VERDICT_NO || verdict == YN_VERDICT_YES)
        verdict = one;
    }
  return verdict;
}

static void
note_values (YnComparison *comparison, const char *name, guint id)
{
  YnChange *change = g_ptr_array_index (comparison->changes, comparison->changes->len - 1);

  if (g_strcmp0 (change->name, name) != 0 || change->after != NULL)
    return;
  change->before = value_of (comparison->before, id);
  change->after = value_of (comparison->after, id);
}

static const char *
code_of_filling (YnVerdict verdict)
{
  switch (verdict)
    {
    case YN_VERDICT_YES:
      return "change-filled";
    case YN_VERDICT_CANNOT_TELL:
      return "change-filled-unreadable";
    case YN_VERDICT_NO:
    default:
      return "change-filled-false";
    }
}

gboolean
yn_verify_filled (YnComparison *comparison, guint id)
{
  static const char *const text_keys[] = { "/V", "/AP", "/M", "/I", "/RV", NULL };
  static const char *const button_keys[] = { "/V", "/AS", "/M", NULL };
  g_autofree char *type = yn_form_field_type (comparison->before, id);
  g_autofree char *name = yn_form_field_name (comparison->before, id);
  g_autofree char *path = g_strdup_printf ("%u", id);
  g_autofree char *value = value_of (comparison->after, id);
  gboolean button = g_strcmp0 (type, "/Btn") == 0;
  YnVerdict verdict;
  guint page;

  if ((!button && g_strcmp0 (type, "/Tx") != 0 && g_strcmp0 (type, "/Ch") != 0)
      || !yn_comparison_only_keys (comparison, path, button ? button_keys : text_keys))
    return FALSE;
  yn_places_of (yn_comparison_places (comparison), id, &page);
  if (comparison->permission->level < YN_PERMISSION_FILLING
      || !yn_permission_leaves (comparison->permission, name))
    yn_comparison_note (comparison, YN_VERDICT_NO, "change-filled-forbidden", page, name);
  else
    {
      verdict = judge_widgets (comparison, id, type, value);
      yn_comparison_note (comparison, verdict, code_of_filling (verdict), page, name);
    }
  note_values (comparison, name, id);
  return TRUE;
}

/* Annotating */

static gboolean
is_plain_note (YnPdf *pdf, guint id)
{
  static const char *const kinds[] = { "/Text",      "/FreeText", "/Highlight", "/Underline",
                                       "/StrikeOut", "/Squiggly", "/Square",    "/Circle",
                                       "/Line",      "/Polygon",  "/PolyLine",  "/Ink",
                                       "/Stamp",     "/Caret",    "/Popup",     NULL };
  static const char *const acting[] = { "/A", "/AA", "/Dest", "/FS", "/OC", "/Movie", "/Sound", NULL };
  g_autofree char *path = g_strdup_printf ("%u", id);
  g_autofree char *kind_path = g_strdup_printf ("%u/Subtype", id);
  g_autofree char *kind = yn_pdf_name (pdf, kind_path);
  g_auto (GStrv) keys = yn_pdf_keys (pdf, path);

  for (char **key = keys; key != NULL && *key != NULL; key++)
    if (g_strv_contains (acting, *key))
      return FALSE;
  return kind != NULL && g_strv_contains (kinds, kind);
}

gboolean
yn_verify_noted (YnComparison *comparison, guint id, guint page, gboolean gone)
{
  YnPdf *pdf = gone ? comparison->before : comparison->after;
  g_autofree char *path = g_strdup_printf ("%u/Subtype", id);
  g_autofree char *kind = yn_pdf_name (pdf, path);
  gboolean before = yn_pdf_object_exists (comparison->before, id);

  if (comparison->permission->level < YN_PERMISSION_NOTES || !is_plain_note (pdf, id)
      || (before && !is_plain_note (comparison->before, id)))
    return FALSE;
  if (!gone && area_of (pdf, id) > LARGEST_NOTE)
    return FALSE;
  if (before && !account_looks (comparison, id))
    return FALSE;
  return yn_comparison_note (comparison, YN_VERDICT_YES,
                             gone      ? "change-note-removed"
                             : !before ? "change-note-added"
                                       : "change-note",
                             page, kind);
}
