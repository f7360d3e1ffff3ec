// SPDX-License-Identifier: MIT
#include "memorysecrets.h"
#include "sampletraces.h"
#include "trace/tracejson.h"
#include "ui/history/historydiffmodel.h"
#include "ui/history/historymodel.h"
#include "windowhelpers.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

class HistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keptBetweenRuns();
    void unknownTimeStaysUnknown();
    void secrets_data();
    void secrets();
    void requestStaysWithItsTrace();
    void brokenRequest();
    void erasedRequestsAreNamed();
    void storedRequest();
    void brokenFiles_data();
    void brokenFiles();
    void brokenIndex();
    void brokenNotes();
    void limit();
    void deleteAndUndo();
    void folderThatCannotBeWritten();
    void searchWords_data();
    void searchWords();
    void modelKeepsItsPromises();

private:
    /// A store that has read its folder.
    std::shared_ptr<HistoryStore> opened();
    /// Adds, and waits until it is written.
    QString add(HistoryStore &store, const Trace &trace, bool withSecrets = false);
    void write(const QString &name, const QByteArray &bytes);

    std::unique_ptr<QTemporaryDir> m_folder;
    int m_age = 0;
};

void HistoryTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_age = 0;
}

void HistoryTest::cleanup()
{
    m_folder.reset();
}

std::shared_ptr<HistoryStore> HistoryTest::opened()
{
    auto store = std::make_shared<HistoryStore>(m_folder->path());
    QSignalSpy loaded(store.get(), &HistoryStore::loaded);
    if (!store->isLoaded())
        loaded.wait(kTimeoutMs);
    return store;
}

QString HistoryTest::add(HistoryStore &store, const Trace &trace, bool withSecrets)
{
    Trace dated = trace;
    dated.started = QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC).addSecs(60 * m_age++);
    QSignalSpy added(&store, &HistoryStore::added);
    store.add(dated, {}, withSecrets);
    return added.wait(kTimeoutMs) ? added.first().first().toString() : QString();
}

void HistoryTest::write(const QString &name, const QByteArray &bytes)
{
    QFile file(m_folder->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

/// The list has the time at which the trace came; the trace itself does not claim one.
void HistoryTest::unknownTimeStaysUnknown()
{
    const auto store = opened();
    Trace undated = sampleTrace();
    undated.started = {};
    QSignalSpy added(store.get(), &HistoryStore::added);
    store->add(undated, {}, true);
    QVERIFY(added.wait(kTimeoutMs));
    const QString id = added.first().first().toString();
    QVERIFY(store->entry(id).started.isValid());
    QFile file(store->traceFile(id));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Result<Trace> stored = readTrace(file.readAll());
    QVERIFY(stored);
    QVERIFY(!stored->started.isValid());
    QVERIFY(*stored == undated);
}

void HistoryTest::keptBetweenRuns()
{
    QString id;
    {
        const auto store = opened();
        QVERIFY(store->ids().isEmpty());
        add(*store, longTrace(3));
        id = add(*store, sampleTrace());
        store->setNotes(id, u"order form"_s);
        store->setPinned({id}, true);
    }
    const auto store = opened();
    QCOMPARE(store->ids().size(), 2);
    QCOMPARE(store->ids().first(), id);
    const HistoryEntry entry = store->entry(id);
    QCOMPARE(entry.method, u"POST"_s);
    QCOMPARE(entry.url, u"http://shop.localhost:8601/orders"_s);
    QCOMPARE(entry.hops, 3);
    QCOMPARE(entry.status, 200);
    QCOMPARE(entry.notes, u"order form"_s);
    QVERIFY(entry.pinned);
    QFile file(store->traceFile(id));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(readTrace(file.readAll()));
}

void HistoryTest::secrets_data()
{
    QTest::addColumn<bool>("withSecrets");
    QTest::newRow("marked") << false;
    QTest::newRow("kept on request") << true;
}

void HistoryTest::secrets()
{
    QFETCH(bool, withSecrets);
    const auto store = opened();
    Trace trace = sampleTrace();
    trace.hops[0].request.headers.set("Authorization", "Bearer very-secret-token");
    const QString id = add(*store, trace, withSecrets);
    QFile file(store->traceFile(id));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().contains("very-secret-token"), withSecrets);
}

/// Deleted, brought back and pruned together.
void HistoryTest::requestStaysWithItsTrace()
{
    const auto secrets = std::make_shared<MemorySecrets>();
    HistoryStore store(m_folder->path(), secrets);
    StoredRequest sent;
    sent.request.url = u"http://a.example/?token=url-secret"_s;
    sent.serverPorts = {8601, 8602};
    QSignalSpy added(&store, &HistoryStore::added);
    store.add(sampleTrace(), sent, false);
    QVERIFY(added.wait(kTimeoutMs));
    const QString id = added.first().first().toString();
    const auto there = [&](const QString &folder) {
        return QFile::exists(m_folder->filePath(folder + id + u".request.json"_s));
    };
    QVERIFY(there({}));
    QVERIFY(store.entry(id).hasPlaceholders);
    QVERIFY(!store.isServerGone({}) && store.isServerGone(store.entry(id)));
    store.setServerPorts({8601, 8602});
    QVERIFY(!store.isServerGone(store.entry(id)));
    QTRY_COMPARE(secrets->values.size(), 1);
    QVERIFY(secrets->values.contains(u"history/"_s + id));
    store.remove({id});
    QTRY_VERIFY(there(u"deleted/"_s) && !there({}));
    QCOMPARE(secrets->values.size(), 1); // it may be wanted back
    store.undoRemove();
    QTRY_VERIFY(there({}) && !there(u"deleted/"_s));
    store.setLimit(0);
    QTRY_VERIFY(!there({}));
    QCOMPARE(secrets->values.size(), 0);
}

void HistoryTest::brokenRequest()
{
    const QString id = add(*opened(), sampleTrace());
    write(id + u".request.json"_s, "half a re");
    const auto store = opened();
    QCOMPARE(store->ids(), QStringList{id});
    std::optional<StoredRun> run;
    store->readRun(id, this, [&](const Result<StoredRun> &read) { run = *read; });
    QTRY_VERIFY(run);
    QVERIFY(!run->request);
    QCOMPARE(run->trace.hops.size(), 3);
}

/// Those whose secrets a store of keys may have.
void HistoryTest::erasedRequestsAreNamed()
{
    HistoryFiles files(m_folder->path());
    StoredRequest withSecret;
    withSecret.request.userPassword = "me:sesame";
    const AddedTrace secret = files.add(sampleTrace(), withSecret, false, {});
    QCOMPARE(secret.taken.userPassword, QByteArray("me:sesame"));
    const AddedTrace added = files.add(sampleTrace(), StoredRequest(), false, {});
    QVERIFY(added.taken == TraceRequest());
    QCOMPARE(files.remove({added.entry.id, secret.entry.id}), QString());
    QCOMPARE(files.eraseDeleted(QDateTime::currentDateTime().addDays(-1)), QStringList());
    QCOMPARE(files.eraseDeleted(QDateTime::currentDateTime().addDays(1)), QStringList{secret.entry.id});
}

void HistoryTest::storedRequest()
{
    StoredRequest stored{.hasPlaceholders = true, .isLaterVisit = true, .hasEdits = true, .serverPorts = {1, 65535}};
    stored.request.url = u"http://a.example/"_s;
    stored.request.maxHops = 3;
    const QByteArray file = writeStoredRequest(stored);
    const Result<StoredRequest> read = readStoredRequest(file);
    QVERIFY2(read, qPrintable(read.error));
    QVERIFY(*read == stored);
    const Result<StoredRequest> bad = readStoredRequest(QByteArray(file).replace("65535", "65536"));
    QVERIFY2(!bad && bad.error.contains(u"serverPorts[1]: should be a port"_s), qPrintable(bad.error));
    for (const auto &[url, port] : {std::pair{u"http://127.0.0.1:81/"_s, 81},
                                    {u"https://localhost/"_s, 443},
                                    {u"http://a.localhost:82/"_s, 82},
                                    {u"http://[::1]:83/"_s, 83},
                                    {u"http://a.example:84/"_s, 0},
                                    {u"nonsense"_s, 0}})
        QCOMPARE(int(ownPort(url)), port);
}

void HistoryTest::brokenFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << writeTrace(sampleTrace()).first(200);
    QTest::newRow("another format") << QByteArray("{\"format\":\"other\"}");
}

void HistoryTest::brokenFiles()
{
    QFETCH(QByteArray, bytes);
    write(u"20260101-000000-000-0001.json"_s, bytes);
    for (int run = 0; run < 2; ++run) { // the second time from the index
        const auto store = opened();
        QCOMPARE(store->ids(), QStringList{u"20260101-000000-000-0001"_s});
        QVERIFY(!store->entry(store->ids().first()).broken.isEmpty());
        store->setLimit(0);
        QCOMPARE(store->remove(store->ids()), 0);
    }
    QFile file(m_folder->filePath(u"20260101-000000-000-0001.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
}

void HistoryTest::brokenIndex()
{
    const QString id = add(*opened(), sampleTrace());
    write(u"index.jsonl"_s, "\xff{ nonsense\n{}\n{\"id\":\"gone\",\"outcome\":\"final\"}\n");
    const auto store = opened();
    QCOMPARE(store->ids(), QStringList{id});
    QCOMPARE(store->entry(id).status, 200);
}

void HistoryTest::brokenNotes()
{
    const QString id = add(*opened(), sampleTrace());
    write(id + u".note.json"_s, "half a no");
    const auto store = opened();
    QVERIFY(store->entry(id).notes.contains(u"could not be read"_s));
    QVERIFY(QFile::exists(m_folder->filePath(id + u".note.json.broken"_s)));
}

void HistoryTest::limit()
{
    const auto store = opened();
    const QString pinned = add(*store, sampleTrace());
    const QString noted = add(*store, sampleTrace());
    const QString old = add(*store, sampleTrace());
    store->setPinned({pinned}, true);
    store->setNotes(noted, u"keep"_s);
    store->setLimit(2);
    QCOMPARE(store->ids().size(), 3);
    const QString fourth = add(*store, sampleTrace());
    QTRY_COMPARE(store->ids(), QStringList({fourth, old, noted, pinned}));
    const QString fifth = add(*store, sampleTrace());
    QTRY_COMPARE(store->ids(), QStringList({fifth, fourth, noted, pinned}));
    QTRY_VERIFY(!QFile::exists(store->traceFile(old)));
}

void HistoryTest::deleteAndUndo()
{
    QStringList before;
    {
        const auto store = opened();
        add(*store, sampleTrace());
        add(*store, failedTrace());
        before = store->ids();
        store->setNotes(before.first(), u"a note"_s);
        QCOMPARE(store->remove(before), 2);
        QVERIFY(store->ids().isEmpty());
        QTRY_VERIFY(!QFile::exists(store->traceFile(before.first())));
        QVERIFY(store->undoRemove());
        QCOMPARE(store->ids(), before);
        QVERIFY(!store->undoRemove());
        QTRY_VERIFY(QFile::exists(store->traceFile(before.last())));
    }
    const auto store = opened();
    QCOMPARE(store->ids(), before);
    QCOMPARE(store->entry(before.first()).notes, u"a note"_s);
}

void HistoryTest::folderThatCannotBeWritten()
{
    write(u"file"_s, "in the way");
    HistoryStore store(m_folder->filePath(u"file/history"_s));
    QSignalSpy failed(&store, &HistoryStore::failed);
    // It is said before anything was to be kept, and again when something is lost.
    QVERIFY(failed.wait(kTimeoutMs));
    QVERIFY(failed.first().first().toString().startsWith(u"Traces are not kept: the folder "_s));
    store.add(sampleTrace(), {}, false);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, kTimeoutMs);
    QVERIFY(failed.last().first().toString().contains(u"cannot be written"_s));
    QVERIFY(store.ids().isEmpty());
}

void HistoryTest::searchWords_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("rows");
    QTest::newRow("nothing") << QString() << 3;
    QTest::newRow("part of the URL") << u"SHOP.local"_s << 2;
    QTest::newRow("client") << u"curl"_s << 1;
    QTest::newRow("status") << u"200"_s << 2;
    QTest::newRow("outcome") << u"network-error"_s << 1;
    QTest::newRow("notes") << u"ändern"_s << 1;
    QTest::newRow("all words") << u"orders ändern"_s << 1;
    QTest::newRow("one word is nowhere") << u"orders zebra"_s << 0;
}

void HistoryTest::searchWords()
{
    QFETCH(QString, typed);
    QFETCH(int, rows);
    const auto store = opened();
    add(*store, longTrace(2));
    add(*store, failedTrace());
    store->setNotes(add(*store, sampleTrace()), u"Bestellung ÄNDERN"_s);
    HistoryModel model(*store);
    model.search(typed);
    QCOMPARE(model.rowCount(), rows);
}

void HistoryTest::modelKeepsItsPromises()
{
    const auto store = opened();
    HistoryModel model(*store);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QString first = add(*store, sampleTrace());
    const QString second = add(*store, failedTrace());
    QCOMPARE(model.idAt(0), second);
    store->setPinned({first}, true);
    QCOMPARE(model.idAt(0), first);
    QCOMPARE(model.index(0, HistoryModel::Pin).data(Qt::AccessibleTextRole).toString(), u"pinned"_s);
    store->setNotes(second, u"n"_s);
    model.search(u"orders"_s);
    store->remove({second});
    store->undoRemove();
    store->setPinned({first}, false);
    QCOMPARE(model.idAt(0), second);

    HistoryDiffModel differences;
    QAbstractItemModelTester diffTester(&differences, QAbstractItemModelTester::FailureReportingMode::QtTest);
    differences.setDifferences(differencesOf(sampleTrace(), failedTrace()));
    QVERIFY(differences.rowCount() > 0);
    differences.setDifferences({});
}

QTEST_MAIN(HistoryTest)
#include "tst_history.moc"
