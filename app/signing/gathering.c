/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/gathering.h"

#include "base/error.h"

#define PATIENCE_MS 10000
#define REST (60 * G_USEC_PER_SEC) /* of whoever did not answer: nobody waits for the same silence paper by paper */

struct _YnGathering
{
  YnFetch fetch;
  gpointer wire;
  GDestroyNotify free_wire;
  YnClock *clock;
  GMutex lock;
  GHashTable *resting;  /* address -> Silence */
  GHashTable *gathered; /* "fingerprint of a certificate" or an address -> GBytes, DER */
};

typedef struct
{
  gint64 until;
  GError *error;
} Silence;

static void
silence_free (Silence *silence)
{
  g_error_free (silence->error);
  g_free (silence);
}

YnGathering *
yn_gathering_new (YnFetch fetch, gpointer wire, GDestroyNotify free_wire, YnClock *clock)
{
  YnGathering *gathering = g_new0 (YnGathering, 1);

  gathering->fetch = fetch;
  gathering->wire = wire;
  gathering->free_wire = free_wire;
  gathering->clock = yn_clock_ref (clock);
  gathering->gathered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  gathering->resting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) silence_free);
  g_mutex_init (&gathering->lock);
  return gathering;
}

void
yn_gathering_free (YnGathering *gathering)
{
  if (gathering == NULL)
    return;
  if (gathering->free_wire != NULL)
    gathering->free_wire (gathering->wire);
  g_hash_table_unref (gathering->resting);
  g_hash_table_unref (gathering->gathered);
  yn_clock_unref (gathering->clock);
  g_mutex_clear (&gathering->lock);
  g_free (gathering);
}

GBytes *
yn_gathering_remembered (YnGathering *gathering, const char *name)
{
  GBytes *der;

  g_mutex_lock (&gathering->lock);
  der = g_hash_table_lookup (gathering->gathered, name);
  if (der != NULL)
    g_bytes_ref (der);
  g_mutex_unlock (&gathering->lock);
  return der;
}

void
yn_gathering_remember (YnGathering *gathering, const char *name, GBytes *der)
{
  g_mutex_lock (&gathering->lock);
  g_hash_table_insert (gathering->gathered, g_strdup (name), g_bytes_ref (der));
  g_mutex_unlock (&gathering->lock);
}

static gboolean
is_resting (YnGathering *gathering, const char *url, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&gathering->lock);
  const Silence *silence = g_hash_table_lookup (gathering->resting, url);

  if (silence == NULL || silence->until <= yn_clock_now (gathering->clock))
    return FALSE;
  g_propagate_error (error, g_error_copy (silence->error));
  return TRUE;
}

static void
let_rest (YnGathering *gathering, const char *url, const GError *error)
{
  Silence *silence;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  silence = g_new0 (Silence, 1);
  silence->until = yn_clock_now (gathering->clock) + REST;
  silence->error = g_error_copy (error);
  g_mutex_lock (&gathering->lock);
  g_hash_table_replace (gathering->resting, g_strdup (url), silence);
  g_mutex_unlock (&gathering->lock);
}

GBytes *
yn_gathering_fetch (YnGathering *gathering, const char *url, GBytes *question, gsize max, GCancellable *cancellable,
                    GError **error)
{
  const YnHttpRequest request = {
    .method = question != NULL ? "POST" : "GET",
    .url = url,
    .lane = YN_HTTP_LANE_PERSON,
    .content_type = question != NULL ? "application/ocsp-request" : NULL,
    .body = question,
    .max_answer = max,
    .timeout_ms = PATIENCE_MS,
    .signed_answer = TRUE,
  };
  g_autoptr (YnHttpAnswer) answer = NULL;
  g_autoptr (GError) silence = NULL;

  if (is_resting (gathering, url, error))
    return NULL;
  answer = gathering->fetch (gathering->wire, &request, cancellable, &silence);
  if (answer == NULL)
    {
      let_rest (gathering, url, silence);
      g_propagate_error (error, g_steal_pointer (&silence));
      return NULL;
    }
  if (answer->status == 200 && g_bytes_get_size (answer->body) > 0)
    return g_bytes_ref (answer->body);
  g_set_error (error, YN_ERROR, YN_ERROR_SERVER_TROUBLE, "HTTP status %u", answer->status);
  return NULL;
}

gint64
yn_gathering_now (YnGathering *gathering)
{
  return yn_clock_now (gathering->clock);
}
