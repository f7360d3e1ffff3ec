// SPDX-License-Identifier: MIT
#pragma once

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTemporaryDir>

/// Certificates made by the openssl command for one test run: an authority, and what it signed.
class TestCertificates
{
public:
    TestCertificates()
    {
        write(QStringLiteral("ca.cnf"),
              "[ca]\ndefault_ca=d\n[d]\ndir=.\ndatabase=index.txt\nnew_certs_dir=.\nserial=serial\n"
              "default_md=sha256\npolicy=p\ncopy_extensions=copy\nunique_subject=no\n"
              "[p]\ncommonName=supplied\n");
        write(QStringLiteral("index.txt"), {});
        write(QStringLiteral("serial"), "01\n");
        m_ok =
            openssl("req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=Test-CA -days 3650") &&
            sign("good", "127.0.0.1", "IP:127.0.0.1,DNS:localhost", "20200101000000Z", "20990101000000Z") &&
            sign("expired", "127.0.0.1", "IP:127.0.0.1", "20251201000000Z", "20260102000000Z") &&
            sign("future", "127.0.0.1", "IP:127.0.0.1", "20980101000000Z", "20990101000000Z") &&
            sign("othername", "other.example", "DNS:other.example", "20200101000000Z", "20990101000000Z") &&
            openssl("req -x509 -newkey rsa:2048 -nodes -keyout selfsigned.key -out selfsigned.pem -subj /CN=127.0.0.1 "
                    "-addext subjectAltName=IP:127.0.0.1 -days 3650");
    }

    bool isOk() const { return m_ok; }
    QString path(const QString &name) const { return m_dir.filePath(name); }
    QString authority() const { return path(QStringLiteral("ca.pem")); }

    QSslConfiguration server(const QString &name) const
    {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificateChain(QSslCertificate::fromPath(path(name + QStringLiteral(".pem"))));
        QFile key(path(name + QStringLiteral(".key")));
        if (key.open(QIODevice::ReadOnly))
            tls.setPrivateKey(QSslKey(&key, QSsl::Rsa));
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        return tls;
    }

private:
    void write(const QString &name, const QByteArray &bytes)
    {
        if (QFile file(path(name)); file.open(QIODevice::WriteOnly))
            file.write(bytes);
    }

    bool openssl(const QByteArray &arguments)
    {
        QProcess process;
        process.setWorkingDirectory(m_dir.path());
        process.start(QStringLiteral("openssl"), QString::fromLatin1(arguments).split(u' '));
        return process.waitForFinished() && process.exitCode() == 0;
    }

    bool sign(const QByteArray &name, const QByteArray &subject, const QByteArray &names, const QByteArray &from,
              const QByteArray &to)
    {
        return openssl("req -newkey rsa:2048 -nodes -keyout " + name + ".key -out " + name +
                       ".csr -subj /CN=" + subject + " -addext subjectAltName=" + names) &&
               openssl("ca -batch -config ca.cnf -cert ca.pem -keyfile ca.key -in " + name + ".csr -out " + name +
                       ".pem -notext -startdate " + from + " -enddate " + to);
    }

    QTemporaryDir m_dir;
    bool m_ok = false;
};
