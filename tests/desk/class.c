/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Outside of practice: the page says of which class the signature is and who issued the certificate, so it is prepared
 * for the key that signs it, shown, and signed with no other kind of key. Many papers are signed at the level of one. */
#include "desk/batch.h"
#include "desk/filling.h"
#include "desk/hands.h"
#include "desk/private.h"
#include "desk/sign-file.h"
#include "desk/turn.h"
#include "journeys/road.h"
#include "signing/authority.h"
#include "signing/crypto.h"
#include "signing/signer.h"
#include "signing/softkey.h"

#define YEAR (G_GINT64_CONSTANT (365 * 86400) * G_USEC_PER_SEC)

typedef struct
{
  Road road;
  YnAuthority *authority;
} Chair;

static void
set_up_practice (Chair *chair, gconstpointer data)
{
  road_set_out (&chair->road, -1);
  road_sit_down (&chair->road, ROAD_RESTAURANT);
}

static void
take_timestamper (Chair *chair, YnTimestamper *timestamper)
{
  yn_timestamper_free (chair->road.desk->place->timestamper);
  chair->road.desk->place->timestamper = timestamper;
}

/* The platform of the road says that it is none of practice: nothing is delivered there, only kept. */
static void
set_up (Chair *chair, gconstpointer data)
{
  const YnAuthorityOptions options = { .name = "样例签发机构", .now = g_get_real_time () - 10 * YEAR };
  char *nobody[] = { NULL };
  g_autoptr (GError) error = NULL;

  set_up_practice (chair, data);
  chair->road.desk->place->discovery->practice = FALSE;
  take_timestamper (chair, yn_stamping_of_urls (chair->road.desk->http, chair->road.clock, nobody));
  chair->authority = yn_authority_make (&options, &error);
  g_assert_no_error (error);
}

static void
tear_down (Chair *chair, gconstpointer data)
{
  g_clear_pointer (&chair->authority, yn_authority_free);
  road_clear (&chair->road);
}

static YnKey *
software_key (Chair *chair)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDeskStatus) status = yn_desk_status (chair->road.desk);
  g_autoptr (YnNewKey) pair = yn_new_key_make (YN_KEY_P256, &error);
  g_autoptr (GBytes) request = yn_new_key_request (pair, status->enterprise_name, status->uscc, &error);
  g_autoptr (GBytes) chain = yn_authority_issue (chair->authority, request, status->enterprise_name, status->uscc,
                                                 yn_clock_now (chair->road.clock), &error);
  g_autofree char *path = g_build_filename (chair->road.folder, "software.p12", NULL);
  YnKey *key;

  g_assert_no_error (error);
  yn_new_key_save (pair, chain, chair->road.password, path, &error);
  g_assert_no_error (error);
  key = yn_softkey_open (path, chair->road.password, &error);
  g_assert_no_error (error);
  return key;
}

static GBytes *
sign_by_other (gpointer deed, GBytes *tbs, GError **error)
{
  return yn_key_sign (deed, tbs, error);
}

/* What a token's key is to this folder: a class. */
static YnKey *
token_key (Chair *chair)
{
  g_autoptr (GError) error = NULL;
  YnKey *soft = software_key (chair);
  YnKey *key = yn_key_new (yn_key_leaf (soft), yn_key_chain (soft), YN_SIGNATURE_CLASS_TOKEN, sign_by_other, soft,
                           (GDestroyNotify) yn_key_unref, &error);

  g_assert_no_error (error);
  return key;
}

static YnDraft *
begin (Chair *chair, const char *shop)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) example = road_example ("F04");
  g_autoptr (YnJson) name = yn_json_new_string (shop);
  g_autoptr (YnJson) answers = yn_json_with (example, "/shop/name", name);
  YnDraft *draft = yn_desk_begin (chair->road.desk, "F04", answers, NULL, NULL, &error);

  g_assert_no_error (error);
  return draft;
}

static void
names_token (const YnReview *review)
{
  g_assert_cmpint (review->class, ==, YN_SIGNATURE_CLASS_TOKEN);
  g_assert_cmpstr (review->issuer, ==, "样例签发机构");
}

static YnSignatureClass
class_in (GBytes *paper)
{
  g_autoptr (YnTrust) trust = yn_trust_new ();
  g_autoptr (GPtrArray) signatures = yn_signatures_of (paper, trust, g_get_real_time ());

  g_assert_cmpuint (signatures->len, ==, 1);
  return ((const YnSignature *) signatures->pdata[0])->class;
}

static void
one_paper (Chair *chair, gconstpointer data)
{
  YnDesk *desk = chair->road.desk;
  g_autoptr (GError) error = NULL, other = NULL;
  g_autoptr (YnDraft) draft = begin (chair, "海味小馆一店");
  g_autoptr (YnKey) token = token_key (chair);
  YnKeyKind kind = yn_key_kind (token);
  g_autoptr (YnReview) before = yn_desk_review (desk, draft->matter, NULL, &error);
  g_autoptr (YnReview) review = NULL;
  g_autoptr (YnFiling) filing = NULL;
  g_autoptr (GBytes) paper = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (before->class, ==, YN_SIGNATURE_CLASS_SOFTWARE);
  g_assert_null (yn_desk_sign_and_keep (desk, draft->matter, before->digest, token, NULL, &other));
  g_assert_error (other, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN);
  review = yn_desk_review_for (desk, draft->matter, &kind, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (review->digest, !=, before->digest);
  names_token (review);
  filing = yn_desk_sign_and_keep (desk, draft->matter, review->digest, token, NULL, &error);
  g_assert_no_error (error);
  paper = yn_desk_paper (desk, filing->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (class_in (paper), ==, YN_SIGNATURE_CLASS_TOKEN);
}

/* And the other way round: what was shown for a token is not signed in software. */
static void
software_for_token (Chair *chair, gconstpointer data)
{
  YnDesk *desk = chair->road.desk;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDraft) draft = begin (chair, "海味小馆一店");
  g_autoptr (YnKey) soft = software_key (chair);
  YnKeyKind kind = { YN_SIGNATURE_CLASS_TOKEN, "样例签发机构" };
  g_autoptr (YnReview) review = yn_desk_review_for (desk, draft->matter, &kind, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (yn_desk_sign_and_keep (desk, draft->matter, review->digest, soft, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN);
}

static void
elsewhere (Chair *chair, gconstpointer data)
{
  YnDesk *desk = chair->road.desk;
  g_autoptr (GError) error = NULL, other = NULL;
  g_autoptr (YnDraft) draft = begin (chair, "海味小馆一店");
  g_autoptr (YnKey) token = token_key (chair);
  YnKeyKind kind = yn_key_kind (token);
  g_autoptr (YnReview) printed = yn_desk_review (desk, draft->matter, NULL, &error);
  g_autoptr (GBytes) out = yn_desk_hand_out (desk, draft->matter, FALSE, NULL, NULL, &error);
  g_autoptr (YnSignFile) file = NULL;
  g_autoptr (YnReview) before = NULL, review = NULL;
  g_autoptr (GBytes) home = NULL;
  g_autofree char *path = g_build_filename (chair->road.folder, "home.yinuo-sign", NULL);
  g_autofree char *matter = NULL;

  g_assert_no_error (error);
  file = yn_sign_file_read (desk, out, NULL, &error);
  g_assert_no_error (error);
  before = yn_sign_file_review (desk, file, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (yn_sign_file_sign (desk, file, before->digest, token, NULL, &other));
  g_assert_error (other, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN);
  review = yn_sign_file_review_for (desk, file, &kind, NULL, &error);
  g_assert_no_error (error);
  names_token (review);
  yn_sign_file_sign (desk, file, review->digest, token, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (class_in (file->paper), ==, YN_SIGNATURE_CLASS_TOKEN);
  home = yn_sign_file_pack (file);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (home, NULL), (gssize) g_bytes_get_size (home), &error));
  matter = yn_desk_take_home (desk, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (matter, ==, draft->matter);
}

static void
many (Chair *chair, gconstpointer data)
{
  YnDesk *desk = chair->road.desk;
  g_autoptr (GError) error = NULL, other = NULL;
  g_autoptr (YnDraft) first = begin (chair, "海味小馆一店");
  g_autoptr (YnDraft) second = begin (chair, "海味小馆二店");
  g_autoptr (YnKey) token = token_key (chair);
  YnKeyKind kind = yn_key_kind (token);
  g_autoptr (YnBatch) batch = yn_desk_batch (desk, "F04", NULL, NULL, NULL, NULL, &error);
  g_autofree char *before = NULL;
  g_autoptr (GPtrArray) results = NULL;

  g_assert_no_error (error);
  before = g_strdup (batch->digest);
  g_assert_null (yn_desk_batch_sign (desk, batch, batch->digest, token, NULL, NULL, &other));
  g_assert_error (other, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN);
  g_assert_true (yn_desk_batch_for (desk, batch, &kind, NULL, &error));
  g_assert_cmpstr (batch->digest, !=, before);
  names_token (batch->letter);
  g_clear_error (&other);
  g_assert_null (yn_desk_batch_sign (desk, batch, before, token, NULL, NULL, &other));
  g_assert_error (other, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN);
  results = yn_desk_batch_sign (desk, batch, batch->digest, token, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      const YnBatchResult *result = g_ptr_array_index (results, i);
      g_autoptr (GBytes) paper = yn_desk_paper (desk, result->filing, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (class_in (paper), ==, YN_SIGNATURE_CLASS_TOKEN);
    }
}

/* What a service does not take is not prepared, on whichever platform. */
static void
taken (void)
{
  static const struct
  {
    const char *accept;
    gboolean practice;
    int wanted; /* -1: none in particular */
    int kind;   /* -1: refused */
    YnError error;
  } cases[] = {
    { "[\"practice\",\"software\",\"token\"]", TRUE, -1, YN_SIGNATURE_CLASS_PRACTICE },
    { "[\"practice\",\"software\",\"token\"]", TRUE, YN_SIGNATURE_CLASS_TOKEN, -1,
      YN_ERROR_PRACTICE_MIXED },
    { "[\"practice\",\"software\",\"token\"]", FALSE, -1, YN_SIGNATURE_CLASS_SOFTWARE },
    { "[\"practice\",\"software\",\"token\"]", FALSE, YN_SIGNATURE_CLASS_TOKEN, YN_SIGNATURE_CLASS_TOKEN },
    { "[\"practice\",\"software\",\"token\"]", FALSE, YN_SIGNATURE_CLASS_PRACTICE, -1,
      YN_ERROR_PRACTICE_MIXED },
    { "[\"practice\",\"software\"]", FALSE, YN_SIGNATURE_CLASS_TOKEN, -1, YN_ERROR_CLASS_NOT_TAKEN },
    { "[\"practice\",\"token\"]", FALSE, -1, YN_SIGNATURE_CLASS_TOKEN },
    { "[\"practice\",\"token\"]", FALSE, YN_SIGNATURE_CLASS_SOFTWARE, -1, YN_ERROR_CLASS_NOT_TAKEN },
    { "[\"scan\"]", FALSE, -1, -1, YN_ERROR_CLASS_NOT_TAKEN },
    { "[\"token\",\"scan\"]", FALSE, YN_SIGNATURE_CLASS_SCAN, -1, YN_ERROR_CLASS_NOT_TAKEN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnJson) accept = yn_json_parse (cases[i].accept, -1, NULL);
      const YnSigner signer = { .role = (char *) "enterprise-seal", .number = 1, .accept = accept };
      YnKeyKind wanted = { (YnSignatureClass) MAX (cases[i].wanted, 0), "样例签发机构" };
      YnKeyKind kind = { YN_SIGNATURE_CLASS_SCAN, NULL };
      gboolean did = yn_turn_kind (&signer, cases[i].practice, cases[i].wanted < 0 ? NULL : &wanted, &kind, &error);

      if (cases[i].kind < 0)
        g_assert_error (error, YN_ERROR, cases[i].error);
      g_assert_cmpint (did ? (int) kind.class : -1, ==, cases[i].kind);
    }
}

/* --- at which level many are signed ------------------------------------------------------------------------------ */

static YnHttpAnswer *
silent (gpointer wire, const YnHttpRequest *request, GCancellable *cancellable, GError **error)
{
  g_atomic_int_inc ((int *) wire);
  g_set_error_literal (error, YN_ERROR, YN_ERROR_TIMED_OUT, "nobody answered in time");
  return NULL;
}

static GPtrArray *
sign_three (Chair *chair)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKey) key = road_key (&chair->road);
  g_autoptr (YnDraft) first = begin (chair, "海味小馆一店");
  g_autoptr (YnDraft) second = begin (chair, "海味小馆二店");
  g_autoptr (YnDraft) third = begin (chair, "海味小馆三店");
  g_autoptr (YnBatch) batch = yn_desk_batch (chair->road.desk, "F04", NULL, NULL, NULL, NULL, &error);
  GPtrArray *results;

  g_assert_no_error (error);
  results = yn_desk_batch_sign (chair->road.desk, batch, batch->digest, key, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 3);
  return results;
}

static void
at_the_same_level (Chair *chair, gconstpointer data)
{
  g_autoptr (GPtrArray) results = sign_three (chair);

  for (guint i = 0; i < results->len; i++)
    {
      const YnBatchResult *result = g_ptr_array_index (results, i);

      g_assert_nonnull (result->filing);
      g_assert_cmpint (result->outcome->level, ==, YN_LEVEL_B_LT);
      g_assert_null (result->outcome->missing);
    }
}

static void
authority_down (Chair *chair, gconstpointer data)
{
  int asked = 0;
  YnTimestamper *timestamper = yn_timestamper_new (silent, &asked, NULL, chair->road.clock);
  g_autoptr (GPtrArray) results = NULL;

  yn_timestamper_add (timestamper, NULL, "http://tsa.example", 0);
  take_timestamper (chair, timestamper);
  results = sign_three (chair);
  g_assert_cmpint (asked, ==, 1);
  for (guint i = 0; i < results->len; i++)
    {
      const YnBatchResult *result = g_ptr_array_index (results, i);

      g_assert_nonnull (result->filing);
      g_assert_cmpint (result->outcome->level, ==, YN_LEVEL_B_B);
      g_assert_cmpstr (result->outcome->missing, ==, "timestamp-unreachable");
    }
}

/* A revocation answer that never comes is waited for once. */
static void
gathering_down (void)
{
  int asked = 0;
  g_autoptr (YnClock) clock = yn_clock_new ();
  g_autoptr (YnGathering) gathering = yn_gathering_new (silent, &asked, NULL, clock);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yn_gathering_fetch (gathering, "http://ocsp.example", NULL, 1000, NULL, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_TIMED_OUT);
    }
  g_assert_cmpint (asked, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/class/taken", taken);
  g_test_add ("/desk/class/one-paper", Chair, NULL, set_up, one_paper, tear_down);
  g_test_add ("/desk/class/software-for-token", Chair, NULL, set_up, software_for_token, tear_down);
  g_test_add ("/desk/class/elsewhere", Chair, NULL, set_up, elsewhere, tear_down);
  g_test_add ("/desk/class/many", Chair, NULL, set_up, many, tear_down);
  g_test_add ("/desk/class/at-the-same-level", Chair, NULL, set_up_practice, at_the_same_level, tear_down);
  g_test_add ("/desk/class/authority-down", Chair, NULL, set_up_practice, authority_down, tear_down);
  g_test_add_func ("/desk/class/gathering-down", gathering_down);
  return g_test_run ();
}
