// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace hopscope
{

/// Search and buttons of the history, in two rows where they have no room in one.
class HistoryBar : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryBar(QWidget *parent = nullptr);

    QLineEdit *search() const { return m_search; }
    QPushButton *open() const { return m_open; }
    QPushButton *again() const { return m_again; }
    QPushButton *pin() const { return m_pin; }
    QPushButton *sort() const { return m_sort; }
    QPushButton *exports() const { return m_export; }
    QPushButton *remove() const { return m_delete; }
    QLabel *count() const { return m_count; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void arrange();

    QBoxLayout *m_rows;
    QLineEdit *m_search;
    QPushButton *m_open;
    QPushButton *m_again;
    QPushButton *m_pin;
    QPushButton *m_sort;
    QPushButton *m_export;
    QPushButton *m_delete;
    QLabel *m_count;
};

} // namespace hopscope
