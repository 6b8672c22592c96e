/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "store/matter.h"

#include "base/error.h"

gboolean
yn_matter_look (YnStore *store, const char *enterprise, const char *matter, YnMatter *stands, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) drafts
      = yn_sql_query (yn_store_sql (store), &failed,
                      "SELECT revision, paper IS NOT NULL FROM draft WHERE enterprise=? AND matter=?", "ss",
                      enterprise, matter);
  g_autoptr (YnSqlRows) filings = NULL;

  *stands = (YnMatter) { .drafted = yn_sql_next (drafts, &failed) };
  if (stands->drafted)
    {
      stands->revision = yn_sql_int (drafts, 0);
      stands->printed = yn_sql_int (drafts, 1) != 0;
    }
  if (failed == NULL)
    {
      filings =
          yn_sql_query (yn_store_sql (store), &failed, "SELECT 1 FROM filing WHERE enterprise=? AND matter=?",
                        "ss", enterprise, matter);
      stands->filed = yn_sql_next (filings, &failed);
    }
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

gboolean
yn_matter_is_drafted (const YnMatter *stands, gint64 revision, GError **error)
{
  if (stands->filed)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_ALREADY_FILED, "this matter is filed");
  else if (!stands->drafted)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_FOUND, "no such draft");
  else if (stands->revision != revision)
    g_set_error (error, YN_ERROR, YN_ERROR_STALE_REVISION,
                 "the draft stands at revision %" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT, stands->revision,
                 revision);
  else
    return TRUE;
  return FALSE;
}

gboolean
yn_matter_may_change (const YnMatter *stands, GError **error)
{
  if (stands->filed)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_ALREADY_FILED, "this matter is filed");
  else if (stands->printed)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_UNDER_SIGNATURE, "a paper lies in the draft");
  return !stands->filed && !stands->printed;
}
