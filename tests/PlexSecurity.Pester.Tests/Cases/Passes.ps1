Describe 'A file' {
    It 'passes' { 1 | Should -Be 1 }
}
