/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "office.h"

#include <string.h>

#include "base/hash.h"
#include "store/attachments.h"
#include "store/delivery.h"
#include "store/drafts.h"
#include "store/received.h"

#define OTHER_PLATFORM "5b1f0c9e-7a3d-4d0b-8d34-0f6f4c1f2a90"

/* ---- the platform ---- */

static void
answer_paper (const ScriptedRequest *request, guint status, const char *headers, GBytes *paper)
{
  gsize length;
  const void *bytes = g_bytes_get_data (paper, &length);

  scripted_answer (request, status, "application/pdf", headers, bytes, length);
}

static void
answer_half (const ScriptedRequest *request, GBytes *paper)
{
  g_autofree char *head =
      g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: %" G_GSIZE_FORMAT
                       "\r\n\r\n",
                       g_bytes_get_size (paper));

  scripted_write (request, head, -1);
  scripted_write (request, g_bytes_get_data (paper, NULL), g_bytes_get_size (paper) / 2);
}

static GBytes *
take (Office *office, const char *filing)
{
  GBytes *receipt = g_hash_table_lookup (office->taken, filing);

  if (receipt == NULL)
    {
      const char *kind = g_hash_table_contains (office->refused, filing) ? "refusal" : "receipt";

      receipt = sealing_paper (office->sealing->seal, kind, filing, PLATFORM_ID);
      g_hash_table_insert (office->taken, g_strdup (filing), receipt);
    }
  return receipt;
}

static char *
lacking (Office *office, const char *filing)
{
  char **needs = g_hash_table_lookup (office->needs, filing);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; needs != NULL && needs[i] != NULL; i++)
    if (!g_hash_table_contains (office->arrived, needs[i]))
      g_string_append_printf (list, "%s\"%s\"", list->len > 0 ? "," : "", needs[i]);
  return list->len > 0 ? g_string_free (g_steal_pointer (&list), FALSE) : NULL;
}

/* The honest answer. */
static void
answer_put (Office *office, const ScriptedRequest *request, const char *filing)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, request->body);
  const char *first = g_hash_table_lookup (office->firsts, filing);
  g_autofree char *missing = lacking (office, filing);

  if (strcmp (hash, filing) != 0)
    scripted_json (request, 400, "{\"code\":\"nonsense\"}");
  else if (g_strcmp0 (office->stuck, filing) == 0)
    scripted_json (request, 400, "{\"code\":\"not-a-paper\"}");
  else if (first != NULL)
    {
      g_autofree char *header = g_strdup_printf ("Yinuo-Filing: %s\r\n", first);

      answer_paper (request, 200, header, take (office, first));
    }
  else if (missing != NULL)
    scripted_json (request, 424, "{\"missing\":[%s]}", missing);
  else
    {
      guint status = g_hash_table_contains (office->refused, filing) ? 422
                     : g_hash_table_contains (office->taken, filing) ? 200
                                                                     : 201;

      answer_paper (request, status, NULL, take (office, filing));
    }
}

static void
answer_wrongly (Office *office, const ScriptedRequest *request, const char *filing, const char *fault)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *other = g_strnfill (64, 'f');
  g_autoptr (GBytes) paper = NULL;

  if (g_ascii_isdigit (*fault))
    scripted_json (request, atoi (fault), "{}");
  else if (strcmp (fault, "retry-after") == 0)
    scripted_answer (request, 503, NULL, "Retry-After: 900\r\n", "", 0);
  else if (strcmp (fault, "retry-after-hours") == 0)
    scripted_answer (request, 503, NULL, "Retry-After: 4295\r\n", "", 0);
  else if (strcmp (fault, "nonsense") == 0)
    scripted_answer (request, 200, "text/html", NULL, "<html>", -1);
  else if (strcmp (fault, "brackets") == 0)
    scripted_json (request, 424, "%s", brackets);
  else if (strcmp (fault, "brackets-as-paper") == 0)
    scripted_answer (request, 200, "application/pdf", NULL, brackets, -1);
  else if (strcmp (fault, "redirect") == 0)
    scripted_answer (request, 308, NULL, "Location: https://elsewhere.example/\r\n", "", 0);
  else if (strcmp (fault, "unknown-file") == 0)
    scripted_json (request, 424, "{\"missing\":[\"%s\"]}", other);
  else if (strcmp (fault, "unsigned") == 0)
    paper = sealing_paper (NULL, "receipt", filing, PLATFORM_ID);
  else if (strcmp (fault, "foreign") == 0)
    paper = sealing_paper (office->sealing->seal, "receipt", other, PLATFORM_ID);
  else if (strcmp (fault, "stranger") == 0)
    paper = sealing_paper (office->sealing->stranger, "receipt", filing, PLATFORM_ID);
  else if (strcmp (fault, "other-platform") == 0)
    paper = sealing_paper (office->sealing->seal, "receipt", filing, OTHER_PLATFORM);
  else if (strcmp (fault, "acceptance") == 0)
    paper = sealing_paper (office->sealing->seal, "acceptance", filing, PLATFORM_ID);
  else if (strcmp (fault, "half") == 0)
    answer_half (request, take (office, filing));
  else if (strcmp (fault, "lost") == 0) /* taken in, and not a word about it */
    take (office, filing);
  else
    g_assert_cmpstr (fault, ==, "nothing");

  if (paper != NULL)
    answer_paper (request, 200, NULL, paper);
}

static const char *
random_fault (Office *office, const char *filing)
{
  static const char *const faults[] = {
    "nothing",  "nothing", "503",      "nonsense", "redirect", "brackets",
    "unsigned", "foreign", "stranger", "lost",     "half",     "429",
  };

  /* what the platform would not have done before all files have come it does not do by chance either */
  g_autofree char *missing = lacking (office, filing);
  guint which = g_rand_int_range (office->random, 0, G_N_ELEMENTS (faults) * 2);

  if (which >= G_N_ELEMENTS (faults))
    return NULL;
  if (missing != NULL && (strcmp (faults[which], "lost") == 0 || strcmp (faults[which], "half") == 0))
    return NULL;
  return faults[which];
}

static void
serve_put (Office *office, const ScriptedRequest *request, const char *filing)
{
  const char *fault = office->storm ? random_fault (office, filing) : office->fault;

  office->puts++;
  g_string_append_printf (office->order, "%.8s ", filing);
  if (!office->fault_stays)
    office->fault = NULL;
  if (fault != NULL)
    answer_wrongly (office, request, filing, fault);
  else
    answer_put (office, request, filing);
}

static char *
sha256_in (const char *metadata)
{
  g_auto (GStrv) words = g_strsplit_set (metadata, " ,", 3);
  gsize length;
  g_autofree guchar *decoded = g_base64_decode (words[1], &length);

  return g_strndup ((char *) decoded, length);
}

static void
serve_upload (Office *office, const ScriptedRequest *request)
{
  GByteArray *upload = g_hash_table_lookup (office->uploads, request->target);
  gboolean cut = office->storm && g_rand_int_range (office->random, 0, 3) == 0;

  if (strcmp (request->method, "POST") == 0)
    {
      g_autofree char *sha256 = sha256_in (scripted_header (request, "upload-metadata"));
      g_autofree char *path = g_strdup_printf ("/api/uploads/%s-%u", sha256, request->number);
      g_autofree char *header = g_strdup_printf ("Location: %s\r\n", path);

      g_hash_table_insert (office->uploads, g_steal_pointer (&path), g_byte_array_new ());
      scripted_answer (request, 201, NULL, header, "", 0);
    }
  else if (upload == NULL)
    scripted_json (request, 404, "{}");
  else
    {
      gsize length;
      const guint8 *bytes = g_bytes_get_data (request->body, &length);
      g_autofree char *header = NULL;
      g_autofree char *sha256 = NULL;

      g_byte_array_append (upload, bytes, cut ? length / 2 : length);
      sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, upload->data, upload->len);
      if (g_str_has_prefix (request->target + strlen ("/api/uploads/"), sha256))
        g_hash_table_add (office->arrived, g_steal_pointer (&sha256));
      if (cut)
        return;
      header = g_strdup_printf ("Upload-Offset: %u\r\n", upload->len);
      scripted_answer (request, 204, NULL, header, "", 0);
    }
}

static gboolean
serve (const ScriptedRequest *request, gpointer data)
{
  Office *office = data;

  if (office->storm && g_rand_int_range (office->random, 0, 12) == 0)
    g_cancellable_cancel (office->power);

  if (strcmp (request->target, "/api/me") == 0)
    scripted_json (request, 200, "{\"name\":\"示例\",\"uscc\":\"%s\"}", office->uscc);
  else if (g_str_has_prefix (request->target, "/api/filings/"))
    serve_put (office, request, request->target + strlen ("/api/filings/"));
  else if (g_str_has_prefix (request->target, "/api/uploads"))
    serve_upload (office, request);
  else if (g_str_has_prefix (request->target, "/api/events"))
    scripted_json (request, 200, "%s", office->feed);
  else if (g_str_has_prefix (request->target, "/api/papers/"))
    {
      GBytes *paper = g_hash_table_lookup (office->papers, request->target + strlen ("/api/papers/"));

      if (paper != NULL)
        answer_paper (request, 200, NULL, paper);
      else
        scripted_json (request, 404, "{}");
    }
  else if (strcmp (request->target, "/api/record") == 0 && scripted_header (request, "if-none-match") != NULL)
    scripted_write (request, "HTTP/1.1 304 Not Modified\r\n\r\n", -1);
  else if (strcmp (request->target, "/api/record") == 0)
    scripted_answer (request, 200, "application/json", "ETag: \"1\"\r\n", office->record, -1);
  else
    scripted_json (request, 404, "{}");
  return FALSE;
}

/* ---- the desk ---- */

static char *
make_enterprise (YnStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) profile = yn_json_parse ("{\"name\":\"示例\",\"uscc\":\"" OFFICE_USCC "\"}", -1, &error);
  g_autoptr (YnEnterprise) enterprise = yn_store_enterprise (store, profile, &error);

  g_assert_no_error (error);
  return g_strdup (enterprise->id);
}

Office *
office_new (Sealing *sealing)
{
  Office *office = g_new0 (Office, 1);
  g_autofree char *stores = NULL;
  g_autoptr (GError) error = NULL;

  office->sealing = sealing;
  office->uscc = OFFICE_USCC;
  office->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  office->needs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  office->arrived = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  office->uploads =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_byte_array_unref);
  office->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  office->firsts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  office->papers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  office->order = g_string_new (NULL);
  office->random = g_rand_new_with_seed (g_test_rand_int ());
  office->powers = g_ptr_array_new_with_free_func (g_object_unref);

  office->server = scripted_server_new (serve, office);
  office->chair = signed_in_new (scripted_server_url (office->server));
  stores = g_build_filename (office->chair->folder, "stores", NULL);
  office->store = yn_store_open (stores, PLATFORM_ID, office->chair->keyring, NULL, &error);
  g_assert_no_error (error);
  office->enterprise = make_enterprise (office->store);
  office->round = (YnRound){ office->store, office->chair->platform, sealing->trust, office->chair->clock };
  return office;
}

void
office_free (Office *office)
{
  yn_store_close (office->store);
  signed_in_free (office->chair);
  g_clear_pointer (&office->server, scripted_server_free);
  g_hash_table_unref (office->taken);
  g_hash_table_unref (office->needs);
  g_hash_table_unref (office->arrived);
  g_hash_table_unref (office->uploads);
  g_hash_table_unref (office->refused);
  g_hash_table_unref (office->firsts);
  g_hash_table_unref (office->papers);
  g_string_free (office->order, TRUE);
  g_rand_free (office->random);
  g_ptr_array_unref (office->powers);
  g_free (office->enterprise);
  g_free (office->stuck);
  g_free (office->feed);
  g_free (office->record);
  g_free (office);
}

static GBytes *
random_bytes (gsize length)
{
  guint32 *words = g_malloc (length + sizeof (guint32));

  for (gsize i = 0; i < length / sizeof (guint32) + 1; i++)
    words[i] = g_random_int ();
  return g_bytes_new_take (words, length);
}

static void
attach (Office *office, const char *matter, GStrvBuilder *needs)
{
  g_autoptr (GBytes) bytes = random_bytes (5000);
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnAttachment) attachment =
      yn_attachments_add (office->store, office->enterprise, matter, "duty-proof", "证明.pdf",
                          "application/pdf", 1, source, 1000000, NULL, &error);

  g_assert_no_error (error);
  g_strv_builder_add (needs, attachment->sha256);
}

char *
office_file_with (Office *office, gboolean annexed, guint attachments)
{
  gint64 now = yn_clock_now (office->chair->clock);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) answers = yn_json_new_object ();
  g_autoptr (YnDraft) draft =
      yn_drafts_begin (office->store, office->enterprise, "F04", answers, NULL, NULL, now, &error);
  g_autoptr (GBytes) paper = random_bytes (3000);
  g_autoptr (GBytes) annex = annexed ? random_bytes (1000) : NULL;
  g_autoptr (GStrvBuilder) needs = g_strv_builder_new ();
  g_autoptr (YnFiling) filing = NULL;
  gint64 revision;

  g_assert_no_error (error);
  for (guint i = 0; i < attachments; i++)
    attach (office, draft->matter, needs);
  if (annex != NULL)
    {
      g_autofree char *sha256 = yn_sha256 (annex);

      g_strv_builder_add (needs, sha256);
    }
  revision = yn_drafts_put_paper (office->store, office->enterprise, draft->matter, draft->revision, paper,
                                  annex, NULL, now, &error);
  g_assert_no_error (error);
  filing = yn_filings_keep (office->store, office->enterprise, draft->matter, revision, "commitment", "示例",
                            now, &error);
  g_assert_no_error (error);
  g_hash_table_insert (office->needs, g_strdup (filing->id), g_strv_builder_end (needs));
  return g_strdup (filing->id);
}

char *
office_file (Office *office)
{
  return office_file_with (office, FALSE, 0);
}

gboolean
office_round (Office *office, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 next_try;

  g_assert_true (yn_delivery_all_now (office->store, &failure));
  return yn_courier_round (&office->round, office->enterprise, &next_try, office->power, error);
}

void
office_assert_received (Office *office, const char *filing, const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnReceived) received = yn_received_get (office->store, office->enterprise, filing, &error);
  GBytes *receipt = g_hash_table_lookup (office->taken, filing);

  g_assert_no_error (error);
  g_assert_nonnull (received);
  g_assert_cmpstr (received->kind, ==, kind);
  g_assert_cmpint (received->at, ==, yn_clock_parse_instant (SEALING_TIME));
  g_assert_nonnull (receipt);
  g_assert_true (g_bytes_equal (receipt, received->paper));
}

void
office_assert_waits (Office *office, const char *filing, const char *problem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnReceived) received = yn_received_get (office->store, office->enterprise, filing, &error);
  g_autoptr (GBytes) bytes = yn_filings_bytes (office->store, office->enterprise, filing, &error);
  g_autoptr (YnDelivery) delivery = yn_delivery_get (office->store, filing, &error);

  g_assert_no_error (error);
  g_assert_null (received);
  g_assert_nonnull (bytes); /* invariant 5 */
  g_assert_cmpstr (delivery->problem, ==, problem);
  g_assert_cmpint (delivery->next_try, >, 0);
}
