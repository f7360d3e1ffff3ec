// SPDX-License-Identifier: MIT
#include "redirect/client/clients.h"
#include "redirect/client/clientstack.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

QStringList idsOf(const QList<ClientPointer> &clients)
{
    QStringList ids;
    for (const ClientPointer &client : clients)
        ids.append(client->id);
    return ids;
}

} // namespace

/// How clients are found and in what order they are listed.
class ClientGroupsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void searchFits_data();
    void searchFits();
    void stackIsTheFirstGroup();
};

void ClientGroupsTest::searchFits_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QString &typed, const QStringList &expected) {
        QTest::newRow(name) << typed << expected;
    };
    row("library", u"faraday"_s, {u"ruby-faraday"_s});
    row("id", u"POST30x"_s, {u"curl-post30x"_s});
    row("version", QString(findClient(u"go")->version), {u"go"_s});
    row("language and part of a name", u"perl tiny"_s, {u"perl-http-tiny"_s});
    row("words in any order", u"tiny  HTTP perl"_s, {u"perl-http-tiny"_s});
    row("language", u"perl"_s, {u"perl-http-tiny"_s, u"perl-lwp"_s, u"perl-lwp-all"_s, u"perl-mojo"_s});
    row("nothing such", u"perl ruby"_s, {});
}

void ClientGroupsTest::searchFits()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, expected);
    QStringList found;
    for (const ClientPointer &client : Clients().all()) {
        if (fitsSearch(*client, typed))
            found.append(client->id);
    }
    QCOMPARE(found, expected);
}

void ClientGroupsTest::stackIsTheFirstGroup()
{
    const QList<ClientPointer> all = Clients().all();
    QList<ClientGroup> groups = clientGroups(all, {u"go"_s, u"none-such"_s, u"curl"_s});
    QCOMPARE(QByteArray(groups.first().title), QByteArray("My stack"));
    QCOMPARE(idsOf(groups.first().clients), (QStringList{u"curl"_s, u"go"_s})); // in the order of the list
    // Go had one client: its heading is gone with it. Each client is there once.
    QStringList titles;
    QStringList ids;
    for (const ClientGroup &group : groups) {
        titles.append(QString::fromUtf8(group.title));
        ids += idsOf(group.clients);
    }
    QVERIFY(!titles.contains(u"Go"_s));
    QCOMPARE(titles.removeDuplicates(), 0);
    QCOMPARE(ids.size(), all.size());
    QCOMPARE(ids.removeDuplicates(), 0);
    groups = clientGroups(all, {u"none-such"_s});
    QCOMPARE(QByteArray(groups.first().title), QByteArray("Browsers and crawlers"));
    QCOMPARE(stackWith({u"a"_s, u"b"_s}, u"a"_s, true), (QStringList{u"b"_s, u"a"_s}));
    QCOMPARE(stackWith({u"a"_s, u"b"_s}, u"a"_s, false), QStringList{u"b"_s});
}

QTEST_GUILESS_MAIN(ClientGroupsTest)
#include "tst_clientgroups.moc"
