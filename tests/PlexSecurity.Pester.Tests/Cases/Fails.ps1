Describe 'A file' {
    It 'passes' { 1 | Should -Be 1 }
    It 'fails' { 1 | Should -Be 2 -Because 'it must fail' }
}
