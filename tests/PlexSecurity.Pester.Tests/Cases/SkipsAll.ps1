Describe 'A file' {
    It 'is skipped' -Skip { 1 | Should -Be 1 }
}
