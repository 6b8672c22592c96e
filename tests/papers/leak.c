/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* No main paper shows or carries a private value, wherever one looks: its pages as they are read, its attached files, its
 * metadata, every stream unpacked, in each way in which a PDF writes text. The annex has them all. */

#include "made.h"
#include "sheets.h"

#include <string.h>

#define SHORTEST 4     /* what is shorter stands on every page by chance */
#define SHORTEST_RAW 8 /* and so among a file's own numbers */

static void
add_value (GPtrArray *values, const YnService *service, const char *pointer, const YnJson *value)
{
  char *words = yn_service_answer_text (service, pointer, value, YN_LANGUAGE_ZH_CN);
  const char *written = yn_json_is (value, YN_JSON_STRING) ? yn_json_string (value) : yn_json_number (value);

  if (written != NULL && g_utf8_strlen (written, -1) >= SHORTEST)
    g_ptr_array_add (values, g_strdup (written));
  if (written != NULL && g_utf8_strlen (words, -1) >= SHORTEST && !g_str_equal (words, written))
    g_ptr_array_add (values, g_steal_pointer (&words));
  g_free (words);
}

/* As the answer is written, and as a person reads it. */
static void
gather (GPtrArray *values, const YnService *service, const YnJson *value, const char *pointer)
{
  if (!yn_json_is_container (value) && yn_service_is_private (service, pointer))
    add_value (values, service, pointer, value);
  for (guint i = 0; yn_json_is_container (value) && i < yn_json_size (value); i++)
    {
      g_autofree char *token = yn_json_is (value, YN_JSON_ARRAY) ? g_strdup_printf ("%u", i)
                                                                 : yn_json_pointer_escape (yn_json_name_at (value, i));
      g_autofree char *below = g_strconcat (pointer, "/", token, NULL);

      gather (values, service, yn_json_at (value, i), below);
    }
}

/* In the answers that the main paper carries each private one is another. */
static void
expect_masked (const char *id, const YnService *service, const YnJson *given, const YnJson *carried, const char *pointer)
{
  if (!yn_json_is_container (given) && yn_service_is_private (service, pointer) && yn_json_equal (given, carried))
    g_error ("%s: the main paper carries %s as it was given", id, pointer);
  for (guint i = 0; yn_json_is_container (given) && i < yn_json_size (given); i++)
    {
      g_autofree char *token = yn_json_is (given, YN_JSON_ARRAY) ? g_strdup_printf ("%u", i)
                                                                 : yn_json_pointer_escape (yn_json_name_at (given, i));
      g_autofree char *step = g_strconcat ("/", token, NULL);
      g_autofree char *below = g_strconcat (pointer, step, NULL);

      expect_masked (id, service, yn_json_at (given, i), yn_json_pointer (carried, step), below);
    }
}

static gboolean
holds (GBytes *haystack, gconstpointer needle, gsize length)
{
  return memmem (g_bytes_get_data (haystack, NULL), g_bytes_get_size (haystack), needle, length) != NULL;
}

/* UTF-8, UTF-16 as in text strings, and both written out in hexadecimal. */
static gboolean
holds_in_any_way (GBytes *bytes, const char *value)
{
  gsize length;
  g_autofree char *wide = g_convert (value, -1, "UTF-16BE", "UTF-8", NULL, &length, NULL);
  const struct
  {
    const char *data;
    gsize length;
  } forms[] = { { value, strlen (value) }, { wide, length } };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GString) lower = g_string_new (NULL), upper = g_string_new (NULL);

      for (gsize j = 0; j < forms[i].length; j++)
        {
          g_string_append_printf (lower, "%02x", (guchar) forms[i].data[j]);
          g_string_append_printf (upper, "%02X", (guchar) forms[i].data[j]);
        }
      if (holds (bytes, forms[i].data, forms[i].length) || holds (bytes, lower->str, lower->len)
          || holds (bytes, upper->str, upper->len))
        return TRUE;
    }
  return FALSE;
}

static void
expect_nothing (const char *id, const Made *made, GPtrArray *values)
{
  g_autoptr (GBytes) unpacked = sheets_through_qpdf (made->main, "--qdf", "--object-streams=disable",
                                                     "--stream-data=uncompress", NULL);
  g_autofree char *text = made_text (made->main);
  g_autofree char *info = sheets_ask (made->main, "pdfinfo", "-struct-text", "@", NULL);
  g_autofree char *metadata = sheets_ask (made->main, "pdfinfo", "-meta", "@", NULL);

  g_assert_true (holds_in_any_way (unpacked, "answers.json")); /* it is unpacked, and the search finds what is there */
  for (guint i = 0; i < values->len; i++)
    {
      const char *value = g_ptr_array_index (values, i);
      g_autofree char *squeezed = made_squeezed (value);

      if (strstr (text, squeezed) != NULL || strstr (info, value) != NULL || strstr (metadata, value) != NULL)
        g_error ("%s: the main paper shows “%s”", id, value);
      if (strlen (value) >= SHORTEST_RAW && (holds_in_any_way (unpacked, value) || holds_in_any_way (made->main, value)))
        g_error ("%s: the main paper carries “%s”", id, value);
    }
}

static void
expect_all (const char *id, const Made *made, GPtrArray *values)
{
  g_autofree char *text = made->annex != NULL ? made_text (made->annex) : g_strdup ("");
  g_autoptr (YnJson) body = made->annex != NULL ? yn_paper_body (made->annex, NULL) : NULL;
  g_autofree char *carried = yn_json_print (body, YN_JSON_COMPACT);

  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *squeezed = made_squeezed (g_ptr_array_index (values, i));

      if (strstr (text, squeezed) == NULL && strstr (carried, g_ptr_array_index (values, i)) == NULL)
        g_error ("%s: the annex lacks “%s”", id, (const char *) g_ptr_array_index (values, i));
    }
}

static void
test_service (gconstpointer id)
{
  g_autoptr (YnService) service = made_service (id);
  g_autoptr (YnJson) answers = made_answers (id);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_auto (Made) made = { 0 };

  gather (values, service, answers, "");
  if (yn_json_pointer (answers, "/enterprise/agent/phone") != NULL)
    g_assert_cmpuint (values->len, >=, 2);
  made_from (&made, service, answers, TRUE);
  expect_masked (id, service, answers, yn_json_get (made.body, "answers"), "");
  expect_nothing (id, &made, values);
  expect_all (id, &made, values);
}

/* The search would find one: the annex is a PDF of the same kind. */
static void
test_would_be_found (void)
{
  g_autoptr (YnService) service = made_service ("F04");
  g_autoptr (YnJson) answers = made_answers ("F04");
  g_autoptr (GBytes) unpacked = NULL;
  g_auto (Made) made = { 0 };

  made_from (&made, service, answers, TRUE);
  unpacked = sheets_through_qpdf (made.annex, "--qdf", "--object-streams=disable", "--stream-data=uncompress", NULL);
  g_assert_true (holds_in_any_way (unpacked, "13800000000"));
  g_assert_false (holds_in_any_way (unpacked, "13800000001"));
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) services = yn_services_all ();

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < services->len; i++)
    {
      const char *id = yn_service_id (g_ptr_array_index (services, i));
      g_autofree char *path = g_strconcat ("/papers/leak/", id, NULL);

      g_test_add_data_func (path, id, test_service);
    }
  g_test_add_func ("/papers/leak/would-be-found", test_would_be_found);
  return g_test_run ();
}
