/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Two readings of a file, as it was signed and as it is now, are compared object by object. Whatever differs
 * must be accounted for: an object takes part in one of a few roles (catalogue, form, page, list of fields or
 * annotations, field that was empty) in which it may grow by what a further signature needs, or by what the
 * signatures allow in so many words. What is not accounted for is a change that is not allowed. Objects that
 * are new do no harm by themselves: nothing old can have come to speak of them but through one of those
 * roles. */

#include "signing/verify-changes.h"

#include "signing/dss.h"

#include <math.h>
#include <string.h>

/* The form */

/* Resources of a form may come, such as the font that a signature is drawn in; those that were there stay. */
static gboolean
resources_grew (YnComparison *comparison)
{
  g_auto (GStrv) kinds = yn_pdf_keys (comparison->before, "Root/AcroForm/DR");

  for (char **kind = kinds; kind != NULL && *kind != NULL; kind++)
    {
      g_autofree char *kind_path = g_strconcat ("Root/AcroForm/DR", *kind, NULL);
      g_auto (GStrv) names = yn_pdf_keys (comparison->before, kind_path);

      if (names == NULL && !yn_comparison_same_value (comparison, kind_path))
        return FALSE;
      for (char **name = names; name != NULL && *name != NULL; name++)
        {
          g_autofree char *path = g_strconcat (kind_path, *name, NULL);

          if (!yn_comparison_same_value (comparison, path))
            return FALSE;
        }
      yn_comparison_account (comparison, yn_pdf_object_id (comparison->before, kind_path));
    }
  yn_comparison_account (comparison, yn_pdf_object_id (comparison->before, "Root/AcroForm/DR"));
  return TRUE;
}

static void
compare_form (YnComparison *comparison)
{
  static const char *const signing[] = { "/Fields", "/SigFlags", "/DR", NULL };
  static const char *const filling[] = { "/Fields", "/SigFlags", "/DR", "/NeedAppearances", NULL };
  static const char *const made[] = { "/Fields", "/SigFlags", "/DA", "/DR", "/Type", NULL };
  g_auto (GStrv) before = yn_pdf_keys (comparison->before, "Root/AcroForm");
  g_auto (GStrv) after = yn_pdf_keys (comparison->after, "Root/AcroForm");
  gboolean fill = comparison->permission->level >= YN_PERMISSION_FILLING;
  g_autofree char *key = NULL;

  if (before == NULL && after == NULL)
    return;
  if (after == NULL)
    return yn_comparison_refuse (comparison, "change-form", 0, NULL);
  if (!yn_comparison_fields (comparison, "Root/AcroForm/Fields"))
    yn_comparison_refuse (comparison, "change-form", 0, "Fields");
  if (before != NULL)
    key = yn_comparison_changed_key (comparison, "Root/AcroForm", fill ? filling : signing);
  else
    for (char **one = after; *one != NULL && key == NULL; one++)
      if (!g_strv_contains (made, *one))
        key = g_strdup (*one);
  if (key != NULL)
    yn_comparison_refuse (comparison, "change-form", 0, key);
  if (before != NULL && !resources_grew (comparison))
    yn_comparison_refuse (comparison, "change-form", 0, "DR");
  yn_comparison_account (comparison, yn_pdf_object_id (comparison->before, "Root/AcroForm"));
}

/* The catalogue */

/* Validation data (EN 319 142-1 §5.4.2) may be added or exchanged as a whole. A list of it never grows in
 * place: a file made to deceive could have used the same array for a page's contents. */
static void
compare_validation_data (YnComparison *comparison)
{
  static const char *const usual[] = { "/Type", "/Certs", "/CRLs", "/OCSPs", "/VRI", YN_DSS_SUM, NULL };
  YnPdf *sides[] = { comparison->before, comparison->after };
  guint id = yn_pdf_object_id (comparison->before, "Root/DSS");

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_auto (GStrv) keys = yn_pdf_keys (sides[i], "Root/DSS");

      for (char **key = keys; key != NULL && *key != NULL; key++)
        if (!g_strv_contains (usual, *key))
          return yn_comparison_refuse (comparison, "change-validation-data-false", 0, *key);
    }
  if (!yn_comparison_same_value (comparison, "Root/DSS") || (id != 0 && !yn_comparison_same_object (comparison, id)))
    yn_comparison_note (comparison, YN_VERDICT_YES, "change-validation-data", 0, NULL);
  yn_comparison_account (comparison, id);
}

/* Programs that sign write down that they did. */
static void
compare_information (YnComparison *comparison)
{
  static const char *const written[] = { "/ModDate", "/Producer", NULL };
  guint id = yn_pdf_object_id (comparison->before, "Info");
  g_autofree char *key = NULL;

  if (id != yn_pdf_object_id (comparison->after, "Info"))
    return yn_comparison_refuse (comparison, "change-information", 0, NULL);
  if (id == 0 || yn_comparison_same_object (comparison, id))
    return;
  key = yn_comparison_changed_key (comparison, "Info", written);
  yn_comparison_account (comparison, id);
  if (key != NULL)
    return yn_comparison_refuse (comparison, "change-information", 0, key);
  yn_comparison_note (comparison, YN_VERDICT_YES, "change-written-by", 0, NULL);
}

static const char *
code_of_catalogue_key (const char *key)
{
  static const struct
  {
    const char *key, *code;
  } codes[] = { { "/OpenAction", "change-action" },   { "/AA", "change-action" },
                { "/OCProperties", "change-layers" }, { "/Names", "change-attachment" },
                { "/AF", "change-attachment" },       { "/Pages", "change-pages" } };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (codes[i].key, key))
      return codes[i].code;
  return "change-catalogue";
}

static void
compare_catalogue (YnComparison *comparison)
{
  static const char *const grows[] = { "/AcroForm", "/DSS", "/Extensions", NULL };
  guint root = yn_pdf_object_id (comparison->before, "Root");
  g_autofree char *key = NULL;

  if (!yn_comparison_same_value (comparison, "Encrypt"))
    yn_comparison_refuse (comparison, "change-encryption", 0, NULL);
  if (root == 0 || root != yn_pdf_object_id (comparison->after, "Root"))
    return yn_comparison_refuse (comparison, "change-catalogue", 0, NULL);
  if (!yn_comparison_same_object (comparison, root))
    key = yn_comparison_changed_key (comparison, "Root", grows);
  if (key != NULL)
    yn_comparison_refuse (comparison, code_of_catalogue_key (key), 0, key);
  yn_comparison_account (comparison, root);
  compare_validation_data (comparison);
}

/* Pages */

static const char *
code_of_page_key (const char *key)
{
  if (g_str_equal (key, "/Contents"))
    return "change-page-content";
  if (g_str_equal (key, "/Resources"))
    return "change-page-resources";
  return g_str_equal (key, "/AA") ? "change-action" : "change-page";
}

static void
compare_page (YnComparison *comparison, const char *path, guint number)
{
  static const char *const grows[] = { "/Annots", NULL };
  g_autofree char *annotations = g_strconcat (path, "/Annots", NULL);
  guint page = yn_pdf_object_id (comparison->before, path);
  gboolean annotated = page != 0 && yn_pdf_object_has_key (comparison->before, page, "Annots");
  guint list = annotated ? yn_pdf_object_id (comparison->before, annotations) : 0;
  g_autofree char *key = NULL;

  if (page == 0 || page != yn_pdf_object_id (comparison->after, path))
    return yn_comparison_refuse (comparison, "change-page", number, NULL);
  if (yn_comparison_same_object (comparison, page) && (list == 0 || yn_comparison_same_object (comparison, list)))
    return;
  key = yn_comparison_changed_key (comparison, path, grows);
  if (key != NULL)
    yn_comparison_refuse (comparison, code_of_page_key (key), number, key);
  if (!yn_comparison_annotations (comparison, annotations, number))
    yn_comparison_refuse (comparison, "change-annotation", number, NULL);
  yn_comparison_account (comparison, page);
}

static void
compare_pages (YnComparison *comparison)
{
  guint before = yn_pdf_n_pages (comparison->before), after = yn_pdf_n_pages (comparison->after);

  if (before != after)
    return yn_comparison_refuse (comparison, before < after ? "change-pages-added" : "change-pages-removed", 0, NULL);
  for (guint i = 0; i < before; i++)
    {
      const char *path = yn_pdf_page_path (comparison->before, i);

      if (g_strcmp0 (path, yn_pdf_page_path (comparison->after, i)) != 0)
        return yn_comparison_refuse (comparison, "change-pages", 0, NULL);
      compare_page (comparison, path, i + 1);
    }
}

/* What is left */

/* A field that gathers others: signatures came below it. */
static gboolean
gathers_signatures (YnComparison *comparison, guint id)
{
  static const char *const grows[] = { "/Kids", NULL };
  g_autofree char *path = g_strdup_printf ("%u", id);
  g_autofree char *kids = g_strdup_printf ("%u/Kids", id);
  g_autofree char *title = g_strdup_printf ("%u/T", id);
  g_autofree char *name = yn_pdf_string (comparison->before, title);

  if (name == NULL || yn_pdf_count (comparison->before, kids) < 1
      || !yn_comparison_only_keys (comparison, path, grows))
    return FALSE;
  return yn_comparison_fields (comparison, kids);
}

static gboolean
is_mark (YnComparison *comparison, guint id)
{
  g_autofree char *path = g_strdup_printf ("%u/Rect", id);
  g_autofree char *box = yn_pdf_unparse (comparison->before, path);

  return box != NULL && yn_signature_field_is (comparison->before, id);
}

static void
compare_object (YnComparison *comparison, guint id)
{
  const char *code;
  guint page;
  g_autofree char *number = g_strdup_printf ("%u", id);
  g_autofree char *name = NULL;

  if (yn_verify_signed_since (comparison, id) || yn_verify_filled (comparison, id)
      || gathers_signatures (comparison, id))
    return;
  code = yn_places_of (yn_comparison_places (comparison), id, &page);
  if (is_mark (comparison, id))
    {
      name = yn_form_field_name (comparison->before, id);
      yn_comparison_refuse (comparison, "change-mark", page, name);
    }
  else if (!g_str_equal (code, "change-annotation") || !yn_verify_noted (comparison, id, page, FALSE))
    yn_comparison_refuse (comparison, code, page, g_str_equal (code, "change-object") ? number : NULL);
}

/* @existing gets the objects of the signed part, @changed those that are others now. */
static void
find_changed (YnComparison *comparison, GArray *existing, GArray *changed)
{
  guint last = yn_pdf_max_object_id (comparison->before);

  for (guint id = 1; id <= last; id++)
    {
      if (!yn_pdf_object_exists (comparison->before, id))
        continue;
      g_array_append_val (existing, id);
      if (!yn_comparison_same_object (comparison, id))
        g_array_append_val (changed, id);
    }
}

/* Fields first: they account for their looks. */
static void
compare_rest (YnComparison *comparison)
{
  g_autoptr (GArray) existing = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) all_changed = g_hash_table_new (NULL, NULL);

  find_changed (comparison, existing, changed);
  for (guint i = 0; i < changed->len; i++)
    g_hash_table_add (all_changed, GUINT_TO_POINTER (g_array_index (changed, guint, i)));
  for (int round = 0; round < 2; round++)
    for (guint i = 0; i < changed->len; i++)
      {
        guint id = g_array_index (changed, guint, i);
        g_autofree char *type = round == 0 ? yn_form_field_type (comparison->before, id) : NULL;

        if ((round == 0 && type == NULL)
            || g_hash_table_contains (comparison->accounted, GUINT_TO_POINTER (id)))
          continue;
        yn_comparison_account (comparison, id);
        compare_object (comparison, id);
      }
  yn_verify_hidden (comparison, existing, all_changed, yn_bytes_size (yn_pdf_bytes (comparison->before)));
}

static gboolean
all_allowed (GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    if (((const YnChange *)g_ptr_array_index (changes, i))->allowed == YN_VERDICT_NO)
      return FALSE;
  return TRUE;
}

gboolean
yn_verify_changes (YnPdf *pdf,
                   YnPdf *signed_part,
                   GPtrArray *fields,
                   const YnPermission *permission,
                   GPtrArray *changes)
{
  g_autoptr (GHashTable) accounted = g_hash_table_new (NULL, NULL);
  YnComparison comparison = { signed_part, pdf, fields, permission, accounted, changes, NULL };

  compare_catalogue (&comparison);
  compare_information (&comparison);
  compare_form (&comparison);
  compare_pages (&comparison);
  compare_rest (&comparison);
  yn_places_free (comparison.places);
  return all_allowed (changes);
}
