// SPDX-License-Identifier: MIT
#include "ui/saved/collectionmodel.h"
#include "ui/saved/collectionstore.h"
#include "ui/saved/savedpage.h"
#include "ui/saved/saverequestdialog.h"
#include "windowhelpers.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

void trigger(const SavedPage &page, const QString &entry)
{
    const QList<QAction *> actions = page.findChild<QMenu *>()->actions();
    for (QAction *action : actions) {
        if (QString(action->text()).remove(u'&').section(u'\t', 0, 0) == entry)
            action->trigger();
    }
}

} // namespace

/// The folder of saved requests behind the window, and what its page and its dialog make of it.
class CollectionStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void otherFolder();
    void undoGoesOn();
    void savesVariablesAtOnce();
    void dialogKeepsSecrets();
    void cancelledRename();

private:
    QString folder() const { return m_dir->filePath(u"requests"_s); }
    void add(const QString &path)
    {
        QCOMPARE(saveRequest(folder() + u'/' + path, {.request = {.url = u"http://a.example/"_s}}), QString());
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void CollectionStoreTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void CollectionStoreTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_dir->filePath(u"settings"_s));
    qputenv("HOPSCOPE_REQUESTS", folder().toUtf8());
}

/// Its variables are there at once, and no secret of the one before: that would go to hosts that it was not told for.
void CollectionStoreTest::otherFolder()
{
    const QString other = m_dir->filePath(u"other"_s);
    QCOMPARE(saveEnvironment(folder(), {}, {{u"token"_s, {}, true}}), QString());
    QCOMPARE(saveEnvironment(other, {}, {{u"token"_s, {}, true}, {u"mode"_s, u"all"_s}}), QString());
    CollectionStore store;
    store.setSecret({}, u"token"_s, u"told-4711"_s);
    QCOMPARE(store.variables()->find("token")->value, u"told-4711"_s);
    store.setFolder(other);
    QCOMPARE(store.variables()->find("mode")->value, u"all"_s);
    QCOMPARE(store.variables()->find("token")->value, QString());
    QCOMPARE(store.secretValues(), QList<QByteArray>{"told-4711"});
}

/// What cannot be restored is said, and can be tried again when the reason is gone.
void CollectionStoreTest::undoGoesOn()
{
    const QString first = folder() + u"/shop/a.request.json"_s;
    const QString second = folder() + u"/shop/b.request.json"_s;
    add(u"shop/a.request.json"_s);
    add(u"shop/b.request.json"_s);
    CollectionStore store;
    SavedPage page;
    page.setStore(&store, [] { return RedactionOptions(); });
    page.setVisible(true);
    QTRY_VERIFY_WITH_TIMEOUT(store.entry(u"shop/b.request.json"_s), kTimeoutMs);
    trigger(page, u"Delete"_s);
    QVERIFY(!QFileInfo::exists(folder() + u"/shop"_s));
    add(u"shop/b.request.json"_s);
    QSignalSpy said(&page, &SavedPage::statusMessage);
    auto *undo = named<QPushButton>(page, u"Undo"_s);
    QVERIFY(undo->isVisible());
    undo->click();
    QCOMPARE(said.last().first().toString(),
             second + u" cannot be restored: there is already a file of that name. Rename it, and undo again."_s);
    QVERIFY(undo->isVisible());
    QVERIFY(QFileInfo::exists(first));
    QVERIFY(QFile::rename(second, second + u".old"_s));
    undo->click();
    QCOMPARE(said.last().first().toString(), u"The deleted requests were restored."_s);
    QVERIFY(!undo->isVisible());
    QVERIFY(readRequestFile(second));
    QCOMPARE(store.undoRemove(), u"There is nothing to undo."_s);
}

void CollectionStoreTest::savesVariablesAtOnce()
{
    CollectionStore store;
    QTRY_VERIFY_WITH_TIMEOUT(store.isLoaded(), kTimeoutMs);
    QSignalSpy changed(&store, &CollectionStore::changed);
    QCOMPARE(store.saveVariables(u"dev"_s, {{u"a"_s, u"one-4711"_s, true}, {u"b"_s, u"two-4711"_s, true}}), QString());
    QCOMPARE(store.saveVariables(u"cat"_s, {{u"a"_s, u"1"_s}}), QString());
    QCOMPARE(store.saveVariables({}, {{u"mode"_s, u"all"_s}}), QString());
    QCOMPARE(changed.size(), 3);
    QVERIFY(store.collection() == readCollection(folder()));
    QCOMPARE(store.secret(u"dev"_s, u"b"_s), std::optional(u"two-4711"_s));
    // A secret that is cleared is asked for again.
    QCOMPARE(store.saveVariables(u"dev"_s, {{u"a"_s, u"one-4711"_s, true}, {u"b"_s, {}, true}}), QString());
    store.setEnvironment(u"dev"_s);
    QCOMPARE(store.secret(u"dev"_s, u"b"_s), std::nullopt);
    QCOMPARE(store.missingSecrets(), (QList<std::pair<QString, QString>>{{u"dev"_s, u"b"_s}}));
}

/// A new secret variable makes the others no less known.
void CollectionStoreTest::dialogKeepsSecrets()
{
    QCOMPARE(saveEnvironment(folder(), {}, {{u"old"_s, {}, true}}), QString());
    CollectionStore store;
    store.setSecret({}, u"old"_s, u"old-4711"_s);
    TraceRequest request{.url = u"http://a.example/"_s};
    request.headers.append("Authorization", "Bearer new-4711");
    SaveRequestDialog dialog(store, request, {});
    named<QPushButton>(dialog, u"Use secret variables"_s)->click();
    dialog.accept();
    QCOMPARE(store.variables()->find("old")->value, u"old-4711"_s);
    QCOMPARE(store.variables()->find("token")->value, u"new-4711"_s);
}

/// What was to be renamed or moved, and was not, is not selected again when files change.
void CollectionStoreTest::cancelledRename()
{
    add(u"a.request.json"_s);
    add(u"b.request.json"_s);
    CollectionStore store;
    SavedPage page;
    page.setStore(&store, [] { return RedactionOptions(); });
    page.setVisible(true);
    auto *tree = named<QTreeView>(page, u"Saved requests"_s);
    QTRY_COMPARE_WITH_TIMEOUT(tree->model()->rowCount(), 2, kTimeoutMs);
    const auto selected = [&] { return tree->currentIndex().data(CollectionModel::PathRole).toString(); };
    tree->setCurrentIndex(tree->model()->index(0, 0));
    bool isAsked = false;
    QTimer::singleShot(0, this, [&] {
        if (QWidget *dialog = QApplication::activeModalWidget())
            isAsked = dialog->close();
    });
    trigger(page, u"Rename…"_s);
    QVERIFY(isAsked);
    Q_EMIT page.findChild<CollectionModel *>()->moveRequested(selected(), {});
    QCOMPARE(selected(), u"a.request.json"_s);
    tree->setCurrentIndex(tree->model()->index(1, 0));
    add(u"c.request.json"_s);
    QTRY_COMPARE_WITH_TIMEOUT(tree->model()->rowCount(), 3, kTimeoutMs);
    QCOMPARE(selected(), u"b.request.json"_s);
}

QTEST_MAIN(CollectionStoreTest)
#include "tst_collectionstore.moc"
