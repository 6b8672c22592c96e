/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

import java.io.File;
import java.io.FileReader;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableFile;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.CollectionStore;

/* BouncyCastle's word on detached CMS signatures, SM2 ones included, which no other free checker reads.
 *   Cms verify ROOTS.pem (CMS CONTENT)…          a line for each: CMS signature=true chain=true algorithm=…
 *   Cms sign KEY.pem CERTIFICATE.pem ALGORITHM CONTENT OUT DER|BER */
public class Cms
{
  static List<X509CertificateHolder> readCertificates (String path) throws Exception
  {
    List<X509CertificateHolder> certificates = new ArrayList<> ();
    try (PEMParser parser = new PEMParser (new FileReader (path)))
      {
        for (Object object; (object = parser.readObject ()) != null;)
          if (object instanceof X509CertificateHolder)
            certificates.add ((X509CertificateHolder) object);
      }
    return certificates;
  }

  static boolean signedBy (X509CertificateHolder certificate, X509CertificateHolder issuer)
  {
    try
      {
        return certificate.getIssuer ().equals (issuer.getSubject ())
               && certificate.isSignatureValid (new JcaContentVerifierProviderBuilder ().setProvider ("BC").build (issuer));
      }
    catch (Exception trouble)
      {
        return false;
      }
  }

  static boolean chainEnds (X509CertificateHolder leaf, List<X509CertificateHolder> beside,
                            List<X509CertificateHolder> roots, int depth)
  {
    for (X509CertificateHolder root : roots)
      if (signedBy (leaf, root))
        return true;
    for (X509CertificateHolder other : beside)
      if (depth < 8 && !other.equals (leaf) && signedBy (leaf, other) && chainEnds (other, beside, roots, depth + 1))
        return true;
    return false;
  }

  @SuppressWarnings ("unchecked")
  static void verify (String cms, String content, List<X509CertificateHolder> roots) throws Exception
  {
    CMSSignedData signed = new CMSSignedData (new CMSProcessableFile (new File (content)),
                                              Files.readAllBytes (new File (cms).toPath ()));
    List<X509CertificateHolder> beside = new ArrayList<> (signed.getCertificates ().getMatches (null));

    for (SignerInformation signer : signed.getSignerInfos ())
      {
        X509CertificateHolder leaf
            = (X509CertificateHolder) signed.getCertificates ().getMatches (signer.getSID ()).iterator ().next ();
        boolean holds;
        try
          {
            holds = signer.verify (new JcaSimpleSignerInfoVerifierBuilder ().setProvider ("BC").build (leaf));
          }
        catch (Exception trouble)
          {
            System.out.println (trouble);
            holds = false;
          }
        System.out.println (cms + " signature=" + holds + " chain=" + chainEnds (leaf, beside, roots, 0)
                            + " algorithm=" + signer.getEncryptionAlgOID ());
      }
  }

  static void sign (String key, String certificate, String algorithm, String content, String out,
                    String encoding) throws Exception
  {
    X509CertificateHolder leaf = readCertificates (certificate).get (0);
    PrivateKey pair;
    try (PEMParser parser = new PEMParser (new FileReader (key)))
      {
        pair = new JcaPEMKeyConverter ().setProvider ("BC").getPrivateKey ((PrivateKeyInfo) parser.readObject ());
      }
    byte[] hash = MessageDigest.getInstance ("SHA-256").digest (leaf.getEncoded ());
    ASN1EncodableVector attributes = new ASN1EncodableVector ();
    attributes.add (new Attribute (PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                                   new DERSet (new SigningCertificateV2 (new ESSCertIDv2 (hash)))));
    ContentSigner signer = new JcaContentSignerBuilder (algorithm).setProvider ("BC").build (pair);
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator ();
    generator.addSignerInfoGenerator (
        new JcaSignerInfoGeneratorBuilder (new JcaDigestCalculatorProviderBuilder ().setProvider ("BC").build ())
            .setSignedAttributeGenerator (new DefaultSignedAttributeTableGenerator (new AttributeTable (attributes)))
            .build (signer, new org.bouncycastle.cert.jcajce.JcaX509CertificateConverter ().setProvider ("BC")
                                .getCertificate (leaf)));
    generator.addCertificates (new CollectionStore<> (List.of (leaf)));
    Files.write (new File (out).toPath (),
                 generator.generate (new CMSProcessableFile (new File (content)), false).getEncoded (encoding));
  }

  public static void main (String[] words) throws Exception
  {
    Security.addProvider (new BouncyCastleProvider ());
    if (words[0].equals ("sign"))
      {
        sign (words[1], words[2], words[3], words[4], words[5], words[6]);
        return;
      }
    List<X509CertificateHolder> roots = readCertificates (words[1]);
    for (int i = 2; i + 1 < words.length; i += 2)
      verify (words[i], words[i + 1], roots);
  }
}
