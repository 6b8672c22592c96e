/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/gbt35275.h"

#include "signing/crypto.h"

/* 1.2.156.10197.6.1.4.2.1 and .2 */
static const guint8 data_type[] = { 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x06, 0x01, 0x04, 0x02, 0x01 };
static const guint8 signed_data_type[] = { 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x06, 0x01, 0x04, 0x02, 0x02 };

gboolean
yn_gbt35275_is_data (const YnDer *oid)
{
  return yn_der_equal (oid, data_type, sizeof data_type);
}

gboolean
yn_gbt35275_is_signed_data (const YnDer *oid)
{
  return yn_der_equal (oid, signed_data_type, sizeof signed_data_type);
}

static void
append_rest (GByteArray *der, const YnDer *rest)
{
  g_byte_array_append (der, rest->at, (guint) (rest->end - rest->at));
}

static void
put_oid (GByteArray *der, int nid)
{
  const ASN1_OBJECT *object = OBJ_nid2obj (nid);

  yn_der_put (der, YN_DER_OID, OBJ_get0_data (object), OBJ_length (object));
}

GBytes *
yn_gbt35275_translate (const guint8 *data, gsize length, gsize *consumed)
{
  YnDer all = YN_DER_BYTES (data, length), info, oid, explicit, signed_data, version, digests, content;
  GByteArray *der;
  guint8 tag;
  guint opened[4];

  if (!yn_der_enter (&all, YN_DER_SEQUENCE, &info) || !yn_der_enter (&info, YN_DER_OID, &oid)
      || !yn_gbt35275_is_signed_data (&oid)
      || !yn_der_enter (&info, YN_DER_CONTEXT_0, &explicit)
      || !yn_der_enter (&explicit, YN_DER_SEQUENCE, &signed_data) || !yn_der_next (&signed_data, &tag, &version)
      || !yn_der_next (&signed_data, &tag, &digests) || !yn_der_enter (&signed_data, YN_DER_SEQUENCE, &content)
      || !yn_der_enter (&content, YN_DER_OID, &oid) || !yn_gbt35275_is_data (&oid))
    return NULL;
  *consumed = (gsize) (all.at - data);
  der = g_byte_array_new ();
  opened[0] = yn_der_open (der, YN_DER_SEQUENCE);
  put_oid (der, NID_pkcs7_signed);
  opened[1] = yn_der_open (der, YN_DER_CONTEXT_0);
  opened[2] = yn_der_open (der, YN_DER_SEQUENCE);
  append_rest (der, &version);
  append_rest (der, &digests);
  opened[3] = yn_der_open (der, YN_DER_SEQUENCE);
  put_oid (der, NID_pkcs7_data);
  append_rest (der, &content);
  yn_der_close (der, opened[3]);
  append_rest (der, &signed_data);
  yn_der_close (der, opened[2]);
  yn_der_close (der, opened[1]);
  yn_der_close (der, opened[0]);
  return g_byte_array_free_to_bytes (der);
}
