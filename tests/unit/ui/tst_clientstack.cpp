// SPDX-License-Identifier: MIT
#include "net/clientfiles.h"
#include "ui/clients/clientspage.h"
#include "ui/compare/comparepage.h"
#include "ui/preferences/preferences.h"
#include "ui/request/clientbox.h"
#include "ui/request/clientlistmodel.h"
#include "ui/request/clientpicker.h"
#include "ui/request/clientstore.h"
#include "ui/window/mainwindow.h"
#include "windowhelpers.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

QStringList rowsOf(const QAbstractItemModel &model, int column = 0, int role = Qt::DisplayRole)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows.append(model.index(row, column).data(role).toString());
    return rows;
}

} // namespace

/// The clients that matter to a user: marked on the Clients page, first wherever clients are listed.
class ClientStackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void stackIsRead_data();
    void stackIsRead();
    void modelKeepsItsPromises();
    void byKeyboard();
    void byMouse();
    void namesComeFirst();
    void searchAndFilter();
    void unknownClientsStay();
    void compareShowsItFirst();
    void boxShowsItFirst();
    void runAtFirst();

private:
    void setStack(const QStringList &stack);
    ClientsPage *showClients();
    QTableView *list() const { return named<QTableView>(*m_window, u"Clients to run"_s); }
    QModelIndex cell(const QString &client, int column) const;

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void ClientStackTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"hopscope"_s); // without one, QSettings calls all it writes a fault
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    new ClientStore(Clients(), m_folder.filePath(u"clients"_s), qApp);
}

void ClientStackTest::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void ClientStackTest::cleanup()
{
    m_window.reset();
}

void ClientStackTest::setStack(const QStringList &stack)
{
    Preferences preferences = m_window->session().preferences();
    preferences.stack = stack;
    QCOMPARE(m_window->session().setPreferences(preferences), QString());
}

ClientsPage *ClientStackTest::showClients()
{
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
    return m_window->findChild<ClientsPage *>();
}

QModelIndex ClientStackTest::cell(const QString &client, int column) const
{
    const auto *model = static_cast<ClientListModel *>(list()->model());
    return model->index(model->rowOf(client), column);
}

void ClientStackTest::stackIsRead_data()
{
    QTest::addColumn<QVariant>("stored");
    QTest::addColumn<QStringList>("read");
    QTest::newRow("nothing") << QVariant() << QStringList();
    QTest::newRow("one") << QVariant(u"curl"_s) << QStringList{u"curl"_s};
    QTest::newRow("twice, and empty") << QVariant(QStringList{u"curl"_s, {}, u"go"_s, u"curl"_s})
                                      << QStringList{u"curl"_s, u"go"_s};
    QTest::newRow("unknown") << QVariant(QStringList{u"of-tomorrow"_s}) << QStringList{u"of-tomorrow"_s};
    QTest::newRow("no list") << QVariant(QVariantMap{{u"a"_s, 1}}) << QStringList();
}

void ClientStackTest::stackIsRead()
{
    QFETCH(QVariant, stored);
    QFETCH(QStringList, read);
    QSettings settings;
    settings.setValue(u"clientStack"_s, stored);
    QCOMPARE(readClientStack(settings), read);
    QCOMPARE(readPreferences(settings).stack, read);
}

void ClientStackTest::modelKeepsItsPromises()
{
    const QString allMethods = u"Perl LWP::UserAgent, all methods"_s;
    ClientListModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show(u"lwp"_s, false);
    QCOMPARE(rowsOf(model), (QStringList{u"Perl"_s, u"Perl LWP::UserAgent"_s, allMethods}));
    QCOMPARE(model.flags(model.index(0, 0)), Qt::ItemFlags());
    setStack({u"perl-lwp"_s});
    QCOMPARE(rowsOf(model, ClientListModel::Stack), (QStringList{{}, u"★"_s, u"☆"_s})); // and the rows stay
    model.arrange();
    QCOMPARE(rowsOf(model), (QStringList{u"My stack"_s, u"Perl LWP::UserAgent"_s, u"Perl"_s, allMethods}));
    model.setChosen({u"perl-lwp-all"_s, u"curl"_s, u"perl-lwp"_s});
    QCOMPARE(model.chosen(), (QStringList{u"perl-lwp"_s, u"curl"_s, u"perl-lwp-all"_s}));
    model.show({}, true);
    QCOMPARE(rowsOf(model), (QStringList{u"My stack"_s, u"Perl LWP::UserAgent"_s}));
    QCOMPARE(model.chosen().size(), 3); // also those that are not shown
    model.show(u"wget"_s, true);
    QCOMPARE(model.rowCount(), 0);
}

void ClientStackTest::byKeyboard()
{
    showClients();
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    auto *search = named<QLineEdit>(*m_window, u"Search the clients to run"_s);
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, u"perl"_s);
    QTest::keyClick(search, Qt::Key_Down);
    QVERIFY(list()->hasFocus());
    QCOMPARE(list()->currentIndex().data().toString(), u"Perl HTTP::Tiny"_s);
    QTest::keyClick(list(), Qt::Key_Up); // not to the heading
    QCOMPARE(list()->currentIndex().data().toString(), u"Perl HTTP::Tiny"_s);
    QTest::keyClick(list(), Qt::Key_Down);
    QTest::keyClick(list(), Qt::Key_Right);
    QTest::keyClick(list(), Qt::Key_Right);
    QCOMPARE(list()->currentIndex().column(), int(ClientListModel::Stack));
    QCOMPARE(list()->currentIndex().data(Qt::AccessibleTextRole).toString(), u"Not in my stack"_s);
    QTest::keyClick(list(), Qt::Key_Space);
    QCOMPARE(m_window->session().preferences().stack, QStringList{u"perl-lwp"_s});
    QCOMPARE(readClientStack(QSettings()), QStringList{u"perl-lwp"_s});            // for the next start
    QCOMPARE(list()->currentIndex(), cell(u"perl-lwp"_s, ClientListModel::Stack)); // which stays in its place
    QCOMPARE(list()->currentIndex().row(), 2);
    QCOMPARE(list()->currentIndex().data().toString(), u"★"_s);
    QCOMPARE(list()->currentIndex().data(Qt::AccessibleTextRole).toString(), u"In my stack"_s);
    QVERIFY(list()->currentIndex().data(Qt::ToolTipRole).toString().startsWith(u"In my stack"_s));
    // The next search puts it first.
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(search->hasFocus());
    QCOMPARE(search->selectedText(), u"perl"_s);
    QTest::keyClick(search, Qt::Key_Escape);
    QCOMPARE(search->text(), QString());
    QCOMPARE(rowsOf(*list()->model()).first(3),
             (QStringList{u"My stack"_s, u"Perl LWP::UserAgent"_s, u"Browsers and crawlers"_s}));
    QCOMPARE(list()->currentIndex(), cell(u"perl-lwp"_s, ClientListModel::Stack)); // and stays the current one
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Space);
    QCOMPARE(m_window->session().preferences().stack, QStringList());
    QCOMPARE(list()->currentIndex().data().toString(), u"☆"_s);
}

void ClientStackTest::byMouse()
{
    ClientsPage *page = showClients();
    const auto click = [this](const QModelIndex &index, QPoint offset) {
        list()->scrollTo(index);
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, list()->visualRect(index).topLeft() + offset);
    };
    const QModelIndex star = cell(u"wget"_s, ClientListModel::Stack);
    const QPoint corner(2, 2); // the whole cell is the button
    click(star, corner);
    QCOMPARE(m_window->session().preferences().stack, QStringList{u"wget"_s});
    click(star, corner);
    QCOMPARE(m_window->session().preferences().stack, QStringList());
    // The box of the same row says who is run, and nothing of the stack.
    const QModelIndex name = cell(u"wget"_s, ClientListModel::Name);
    click(name, QPoint(8, list()->visualRect(name).height() / 2));
    QCOMPARE(page->chosenClients(), (QStringList{u"browser"_s, u"curl"_s, u"wget"_s, u"py-requests"_s}));
    QCOMPARE(m_window->session().preferences().stack, QStringList());
    QTest::mouseClick(list()->viewport(), Qt::RightButton, {}, list()->visualRect(star).center());
    QCOMPARE(m_window->session().preferences().stack, QStringList());
}

/// Where there is little room, as with large text, the versions go and the names stay.
void ClientStackTest::namesComeFirst()
{
    showClients();
    const int character = list()->fontMetrics().averageCharWidth();
    QVERIFY(!list()->isColumnHidden(ClientListModel::Version));
    ClientPicker narrow;
    auto *table = named<QTableView>(narrow, u"Clients to run"_s);
    narrow.resize(34 * character, 300);
    narrow.show();
    QTRY_VERIFY(table->isColumnHidden(ClientListModel::Version));
    QVERIFY(table->columnWidth(ClientListModel::Name) > 15 * character);
    narrow.resize(60 * character, 300);
    QTRY_VERIFY(!table->isColumnHidden(ClientListModel::Version));
}

void ClientStackTest::searchAndFilter()
{
    ClientsPage *page = showClients();
    auto *search = named<QLineEdit>(*page, u"Search the clients to run"_s);
    auto *which = named<QComboBox>(*page, u"Which of the clients to run are shown"_s);
    auto *why = named<QLabel>(*page, u"Why no client is shown"_s);
    const int all = list()->model()->rowCount();
    QTest::keyClicks(search, u"python 3.8"_s);
    QCOMPARE(rowsOf(*list()->model()), (QStringList{u"Python"_s, u"Python aiohttp"_s}));
    QCOMPARE(list()->model()->index(1, ClientListModel::Version).data().toString(),
             QString(findClient(u"py-aiohttp")->version));
    QTest::keyClicks(search, u" zebra"_s);
    QVERIFY(why->isVisible() && !list()->isVisible());
    QVERIFY2(why->text().startsWith(u"No client fits."_s), qPrintable(why->text()));
    QTest::keyClick(search, Qt::Key_Escape);
    QCOMPARE(list()->model()->rowCount(), all);
    QVERIFY(list()->isVisible());

    QTest::keyClick(which, Qt::Key_Down);
    QCOMPARE(which->currentText(), u"My stack"_s);
    QVERIFY2(why->isVisible() && why->text().startsWith(u"Your stack is empty."_s), qPrintable(why->text()));
    QTest::keyClick(which, Qt::Key_Up);
    setStack({u"go"_s, u"browser"_s});
    QTest::keyClick(which, Qt::Key_Down);
    QCOMPARE(rowsOf(*list()->model()), (QStringList{u"My stack"_s, u"Browser (Fetch)"_s, u"Go net/http"_s}));
    // What is taken out stays in sight, so that it can be put back.
    list()->setFocus();
    list()->setCurrentIndex(cell(u"go"_s, ClientListModel::Stack));
    QTest::keyClick(list(), Qt::Key_Space);
    QCOMPARE(m_window->session().preferences().stack, QStringList{u"browser"_s});
    QCOMPARE(list()->model()->rowCount(), 3);
    showClients();
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
    showClients();
    QCOMPARE(rowsOf(*list()->model()), (QStringList{u"My stack"_s, u"Browser (Fetch)"_s}));
}

/// Those of another version are kept and ignored.
void ClientStackTest::unknownClientsStay()
{
    setStack({u"of-tomorrow"_s, u"curl"_s});
    showClients();
    QCOMPARE(rowsOf(*list()->model()).first(3), (QStringList{u"My stack"_s, u"curl -L"_s, u"Browsers and crawlers"_s}));
    list()->setFocus();
    list()->setCurrentIndex(cell(u"go"_s, ClientListModel::Stack));
    QTest::keyClick(list(), Qt::Key_Space);
    QCOMPARE(readClientStack(QSettings()), (QStringList{u"of-tomorrow"_s, u"curl"_s, u"go"_s}));
    // Another preference takes nothing of it away.
    Preferences preferences = m_window->session().preferences();
    preferences.maxHops = 7;
    m_window->session().setPreferences(preferences);
    QCOMPARE(readClientStack(QSettings()), (QStringList{u"of-tomorrow"_s, u"curl"_s, u"go"_s}));
    m_window.reset();
    const Session next;
    QCOMPARE(next.preferences().stack, (QStringList{u"of-tomorrow"_s, u"curl"_s, u"go"_s}));
    QCOMPARE(knownStack(), next.preferences().stack);
}

void ClientStackTest::compareShowsItFirst()
{
    QSignalSpy compared(m_window.get(), &MainWindow::compareEnded);
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QVERIFY(compared.wait(kTimeoutMs));
    auto *page = m_window->findChild<ComparePage *>();
    auto *matrix = named<QTableView>(*page, u"What each client does with each redirect type"_s);
    const int all = matrix->model()->rowCount();
    setStack({u"wget2"_s, u"browser"_s, u"of-tomorrow"_s, u"curl-X"_s});
    QCOMPARE(matrix->model()->rowCount(), all);
    QCOMPARE(rowsOf(*matrix->model()).first(4),
             (QStringList{u"▸ ★ Browser (Fetch)"_s, u"★ curl -L -X"_s, u"★ wget2"_s, u"Chromium, fetch()"_s}));
    QCOMPARE(rowsOf(*matrix->model(), 0, Qt::AccessibleTextRole).first(2),
             (QStringList{u"Browser (Fetch), in my stack, the chosen client"_s, u"curl -L -X, in my stack"_s}));
    QCOMPARE(matrix->model()->index(1, 1).data().toString(), u"≠ POST, body lost"_s); // the cells go with their client

    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    auto *search = named<QLineEdit>(*page, u"Search the clients"_s);
    QVERIFY(search->hasFocus());
    auto *which = named<QComboBox>(*page, u"Which clients are shown"_s);
    QTest::keyClick(which, Qt::Key_Down);
    QCOMPARE(matrix->model()->rowCount(), 3);
    QTest::keyClicks(search, u"1.99"_s);
    QCOMPARE(rowsOf(*matrix->model()), QStringList{u"★ wget2"_s});
    QTest::keyClick(search, Qt::Key_Down);
    QVERIFY(matrix->hasFocus() && matrix->currentIndex().isValid());
    QTest::keyClick(search, Qt::Key_Escape);
    QCOMPARE(matrix->model()->rowCount(), 3);
    setStack({});
    auto *why = named<QLabel>(*page, u"Why no client is shown"_s);
    QVERIFY2(why->isVisible() && why->text().startsWith(u"Your stack is empty."_s), qPrintable(why->text()));
    QTest::keyClick(which, Qt::Key_Up);
    QCOMPARE(matrix->model()->rowCount(), all);
    QVERIFY(matrix->isVisible());
}

void ClientStackTest::boxShowsItFirst()
{
    ClientBox box(u"Client"_s, u"Client: %1"_s);
    QCOMPARE(box.itemText(0), u"Browsers and crawlers:"_s);
    box.setClient(u"curl"_s);
    QSignalSpy chosen(&box, &QComboBox::currentIndexChanged);
    setStack({u"go"_s, u"of-tomorrow"_s, u"curl"_s});
    QCOMPARE(rowsOf(*box.model()).first(5), (QStringList{u"My stack:"_s, u"Client: curl -L"_s, u"Client: Go net/http"_s,
                                                         u"Browsers and crawlers:"_s, u"Client: Browser (Fetch)"_s}));
    QVERIFY(!box.model()->flags(box.model()->index(0, 0)).testFlag(Qt::ItemIsEnabled));
    QCOMPARE(box.client(), u"curl"_s);
    QCOMPARE(box.lineEdit()->text(), u"Client: curl -L"_s);
    QCOMPARE(chosen.size(), 0); // the choice is the same
    box.lineEdit()->setText(u"half a wo"_s);
    setStack({});
    QCOMPARE(box.itemText(0), u"Browsers and crawlers:"_s);
    QCOMPARE(box.lineEdit()->text(), u"half a wo"_s);
}

/// The page begins with the stack, where that is several clients.
void ClientStackTest::runAtFirst()
{
    setStack({u"go"_s, u"wget"_s});
    QCOMPARE(ClientsPage().chosenClients(), (QStringList{u"wget"_s, u"go"_s}));
    setStack({u"go"_s});
    QCOMPARE(ClientsPage().chosenClients(), (QStringList{u"browser"_s, u"curl"_s, u"py-requests"_s}));
}

QTEST_MAIN(ClientStackTest)
#include "tst_clientstack.moc"
